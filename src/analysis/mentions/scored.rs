//! What the words of names are worth by themselves, remembered: the same names come again and again.

use super::features::{Form, POSITIONS, WordValues};
use super::model::Model;
use super::regions::{Regions, Shape, Word};
use crate::knowledge::WordClass;
use crate::knowledge::gazetteer::NameClass;
use crate::knowledge::packed::{self, Packed};
use crate::knowledge::weights::Sums;
use std::cell::RefCell;

/// The weights of one word, summed up, at each position in a name.
pub type ByPosition = [Sums; POSITIONS.len()];

/// Words that a thread remembers; a power of two.
const REMEMBERED: usize = 2048;

/// Everything that the features of a word are made of.
#[derive(Clone, Copy, PartialEq)]
struct Key {
    lower: Packed,
    class: WordClass,
    name: NameClass,
    shape: Shape,
    opens: bool,
}

thread_local! {
    /// Words read not long ago, each at the place that its letters give. The model is the same all the time.
    static RECENT: RefCell<Vec<Option<(Key, ByPosition)>>> = const { RefCell::new(Vec::new()) };
}

/// Appends what each of `words` is worth.
pub fn words(regions: &Regions, words: &[Word], model: &Model, out: &mut Vec<ByPosition>) {
    RECENT.with_borrow_mut(|recent| {
        if recent.is_empty() {
            recent.resize(REMEMBERED, None);
        }
        out.extend(words.iter().map(|word| remembered(regions, word, model, recent)));
    });
}

fn remembered(
    regions: &Regions,
    word: &Word,
    model: &Model,
    recent: &mut [Option<(Key, ByPosition)>],
) -> ByPosition {
    let lower = word.lower.of(&regions.lower);
    if lower.is_empty() || lower.len() > size_of::<Packed>() {
        return read(regions, word, model);
    }
    let lower = packed::pack(lower.as_bytes());
    let key = Key { lower, class: word.class, name: word.name, shape: word.shape, opens: word.opens };
    let place = &mut recent[(packed::hash(lower) as usize ^ usize::from(word.opens)) % REMEMBERED];
    match place {
        Some((known, scores)) if *known == key => *scores,
        _ => place.insert((key, read(regions, word, model))).1,
    }
}

/// What forms of names are worth with what stands beside them, remembered.
#[derive(Default)]
pub struct Sides {
    /// Each at the place that its form and category give: before the name the even ones, behind it the odd ones.
    known: Vec<(Form, u32, Sums)>,
}

impl Sides {
    /// What `form` is worth between tokens of these categories.
    pub fn worth(&mut self, form: Form, (before, behind): (u32, u32), model: &Model) -> Sums {
        if self.known.is_empty() {
            self.known.resize(2 * FORMS, (Form::NONE, 0, 0));
        }
        self.at(form, before, 0, |sum| form.before(before, &mut |t, a, b| model.add(t, a, b, sum)))
            + self.at(form, behind, 1, |sum| form.behind(behind, &mut |t, a, b| model.add(t, a, b, sum)))
    }

    fn at(&mut self, form: Form, category: u32, side: usize, read: impl FnOnce(&mut Sums)) -> Sums {
        let place = &mut self.known[form.hash(category) as usize % FORMS * 2 + side];
        if (place.0, place.1) != (form, category) {
            *place = (form, category, 0);
            read(&mut place.2);
        }
        place.2
    }
}

/// Forms with a category that are remembered; a power of two.
const FORMS: usize = 1024;

fn read(regions: &Regions, word: &Word, model: &Model) -> ByPosition {
    let values = WordValues::of(regions, word);
    let mut anywhere = 0;
    values.anywhere(&mut |t, a, b| model.add(t, a, b, &mut anywhere));
    let mut positions = [anywhere; POSITIONS.len()];
    for position in POSITIONS {
        let scores = &mut positions[position as usize];
        values.at(position, &mut |t, a, b| model.add(t, a, b, scores));
    }
    positions
}
