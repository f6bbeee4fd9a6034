//! Joins mentions: full name and surname, acronym and expansion, long form and short form.

use super::EntityIndex;
use super::link::{self, Known, Source};
use crate::analysis::Confidence;
use crate::analysis::article::Blocks;
use crate::analysis::mentions::{EntityKind, Gender, Mention};
use crate::knowledge::gazetteer::{self, NameClass};
use crate::knowledge::nicknames;
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

/// Mentions of one thing, while they are being joined.
#[derive(Debug)]
pub struct Group {
    /// The mention with the fullest name.
    pub fullest: (u32, u32),
    /// Percent of each kind over all mentions: person, organisation, place, object.
    votes: [u32; 4],
    /// Percent of there being no name, over all mentions.
    doubt: u32,
    /// Whether a mention shows for certain that it is a name.
    sure: bool,
    /// Gender shown so far.
    pub gender: Option<Gender>,
    /// Whether the fullest name is a person’s with more than one word.
    full_person: bool,
    /// Its entry.
    pub source: Option<Source>,
    /// Entries of the registry of which any may be meant; nothing says which.
    pub rivals: SmallVec<[u32; 2]>,
}

impl Group {
    fn new(at: (u32, u32)) -> Self {
        Self {
            fullest: at,
            votes: [0; 4],
            doubt: 0,
            sure: false,
            gender: None,
            full_person: false,
            source: None,
            rivals: SmallVec::new(),
        }
    }

    /// Whether its fullest name is a person’s with more than one word.
    pub fn is_full_person(&self) -> bool {
        self.full_person
    }

    /// The kind most of the mentions speak for.
    pub fn kind(&self) -> EntityKind {
        const KINDS: [EntityKind; 4] =
            [EntityKind::Person, EntityKind::Org, EntityKind::Place, EntityKind::Object];
        let best = (0..4).max_by_key(|k| (self.votes[*k], 4 - k)).unwrap_or(0);
        KINDS[best]
    }

    /// How sure the kind is.
    pub fn confidence(&self) -> Confidence {
        let sum: u32 = self.votes.iter().sum();
        let best = self.votes.iter().max().copied().unwrap_or(0);
        match (best * 100).checked_div(sum + self.doubt).unwrap_or(0) {
            80.. => Confidence::High,
            60.. => Confidence::Medium,
            _ => Confidence::Low,
        }
    }
}

/// Below this doubt, in percent, a mention shows for certain that it is a name.
const CERTAIN: u8 = 5;

/// Percent of doubt over all mentions from which on a group is let go.
const DROPPED: u32 = 28;

/// From this share of a person on, in percent, a word is taken for somebody’s surname if the story has that somebody.
const SOME_PERSON: u8 = 10;

type Candidates = SmallVec<[EntityIndex; 2]>;

/// Index of groups by the forms of their names.
#[derive(Default)]
struct Forms {
    whole: FxHashMap<u64, EntityIndex>,
    surname: FxHashMap<u64, Candidates>,
    given: FxHashMap<u64, Candidates>,
    leading: FxHashMap<u64, Candidates>,
    initials: FxHashMap<u64, Candidates>,
    /// People by surnames of several words, and by the first of two surnames.
    surnames: FxHashMap<u64, Candidates>,
    /// By the whole name however it is spelt.
    folded: FxHashMap<u64, EntityIndex>,
    /// By the surname however it is spelt.
    folded_surname: FxHashMap<u64, Candidates>,
}

impl Forms {
    /// Room for the names of a story that mentions so many.
    fn with_room(mentions: usize) -> Self {
        let room = |share: usize| mentions / share;
        let map = |share| FxHashMap::with_capacity_and_hasher(room(share), FxBuildHasher);
        Self {
            whole: FxHashMap::with_capacity_and_hasher(room(2), FxBuildHasher),
            folded: FxHashMap::with_capacity_and_hasher(room(2), FxBuildHasher),
            surname: map(4),
            given: map(4),
            folded_surname: map(4),
            ..Self::default()
        }
    }
}

/// What joining makes.
#[derive(Default)]
pub struct Joined {
    /// In order of first mention after [`Joined::in_order`].
    pub groups: Vec<Group>,
    /// `of[block][mention]`.
    pub of: Vec<Vec<Option<EntityIndex>>>,
    forms: Forms,
}

/// Joins the mentions of all blocks. Names of several words first, so that short forms find them wherever they stand.
pub fn join(blocks: &Blocks<'_>, known: Known<'_>) -> Joined {
    let mut joined = Joined {
        of: blocks.iter().map(|b| vec![None; b.summary.mentions.len()]).collect(),
        forms: Forms::with_room(blocks.iter().map(|b| b.summary.mentions.len()).sum()),
        ..Joined::default()
    };
    for turn in [Turn::Long, Turn::Short, Turn::Doubtful] {
        if turn == Turn::Short {
            joined.pairs(blocks);
        }
        for (block, reference) in blocks.iter().enumerate() {
            for (index, mention) in reference.summary.mentions.iter().enumerate() {
                if Turn::of(mention) == turn && joined.of[block][index].is_none() {
                    joined.place(blocks, (block as u32, index as u32), mention);
                }
            }
        }
    }
    joined.drop_doubtful();
    link::link(&mut joined, blocks, known);
    joined.in_order();
    joined
}

/// When a mention is joined: full names first, so that short forms find them wherever they stand, and last what
/// may be no name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Long,
    Short,
    Doubtful,
}

impl Turn {
    fn of(mention: &Mention) -> Self {
        match (mention.is_name(), mention.keys.words) {
            (false, _) => Self::Doubtful,
            (true, 0..=1) => Self::Short,
            (true, _) => Self::Long,
        }
    }
}

impl Joined {
    fn place(&mut self, blocks: &Blocks<'_>, at: (u32, u32), mention: &Mention) {
        let found = match Turn::of(mention) {
            Turn::Long => self.long(blocks, mention),
            Turn::Short => self.short(mention, goes_by_surname(blocks[at.0 as usize].prose(), mention)),
            Turn::Doubtful => self.doubtful(mention),
        };
        let group = match found {
            Found::Group(group) => group,
            Found::Ambiguous | Found::Nothing => return,
            Found::New => self.open(at, mention),
        };
        self.of[at.0 as usize][at.1 as usize] = Some(group);
        self.bracketed(blocks, at, group);
        let small = mention.range.of(blocks[at.0 as usize].prose()).contains(char::is_lowercase);
        let group = &mut self.groups[group as usize];
        let weight = u32::from(mention.keys.words.clamp(1, 3));
        group
            .votes
            .iter_mut()
            .zip(mention.shares)
            .for_each(|(vote, share)| *vote += weight * u32::from(share));
        group.sure |= mention.doubt < CERTAIN;
        // `YUSUF:` in a transcript says nothing against *Amina Yusuf*, nor `Pneuval makes` against *a Pneuval spokeswoman*:
        // what begins a sentence has its capital from there, and is no word that could stand there otherwise.
        let silent = group.full_person || group.sure && small;
        if !(silent && Turn::of(mention) == Turn::Doubtful) {
            group.doubt += weight * u32::from(mention.doubt);
        }
        group.gender = group.gender.or(mention.gender);
    }

    /// `Lucy and Tom Farrow`: she is called Farrow too. Nobody else of her given name may be named in full.
    fn pairs(&mut self, blocks: &Blocks<'_>) {
        for (block, reference) in blocks.iter().enumerate() {
            let prose = reference.prose();
            for (index, pair) in reference.summary.mentions.windows(2).enumerate() {
                let [first, second] = pair else { continue };
                let person = |m: &Mention| m.kind == EntityKind::Person && m.title.is_empty();
                let joined = prose.get(first.range.end as usize..second.range.start as usize);
                if first.keys.words != 1
                    || second.keys.words < 2
                    || !joined.is_some_and(|between| matches!(between, " and " | " & "))
                    || !(person(first) && person(second))
                    || self.forms.given.contains_key(&first.keys.whole)
                {
                    continue;
                }
                let given = gazetteer::classes_of(&first.range.of(prose).to_lowercase()) & NameClass::GIVEN;
                if given.is_empty() || second.gender.is_none() {
                    continue;
                }
                let group = self.open((block as u32, index as u32), first);
                self.forms.surname.entry(second.keys.last).or_default().push(group);
                self.forms.given.entry(first.keys.whole).or_default().push(group);
                self.groups[group as usize].gender = match given {
                    NameClass::MALE => Some(Gender::Male),
                    NameClass::FEMALE => Some(Gender::Female),
                    _ => None,
                };
                self.groups[group as usize].votes[EntityKind::Person as usize] = 100;
                self.of[block][index] = Some(group);
            }
        }
    }

    /// `Kurdistan Workers’ Party (PKK)`: capitals in brackets behind a long name are its short form, whatever its letters.
    fn bracketed(&mut self, blocks: &Blocks<'_>, (block, index): (u32, u32), group: EntityIndex) {
        let reference = &blocks[block as usize];
        let mut pair = reference.summary.mentions[index as usize..].iter();
        let (Some(long), Some(short)) = (pair.next(), pair.next()) else { return };
        let things =
            [long.kind, short.kind].iter().all(|k| matches!(k, EntityKind::Org | EntityKind::Object));
        if !things || long.keys.words < 2 || short.keys.words != 1 || short.tokens.0 != long.tokens.1 + 1 {
            return;
        }
        let prose = reference.prose();
        let opens = prose.get(long.range.end as usize..short.range.start as usize);
        let closes = prose.get(short.range.end as usize..).is_some_and(|rest| rest.starts_with(')'));
        let capitals = short.range.of(prose).chars().filter(|c| c.is_uppercase()).count() > 1;
        let numbered = long.range.of(prose).bytes().any(|b| b.is_ascii_digit());
        if opens.is_some_and(|gap| gap.trim() == "(") && closes && capitals && !numbered {
            let known = self.forms.initials.entry(short.keys.whole).or_default();
            if !known.contains(&group) {
                known.push(group);
            }
        }
    }

    fn open(&mut self, at: (u32, u32), mention: &Mention) -> EntityIndex {
        let group = self.groups.len() as EntityIndex;
        let mut new = Group::new(at);
        let keys = &mention.keys;
        let forms = &mut self.forms;
        forms.whole.entry(keys.whole).or_insert(group);
        forms.folded.entry(keys.folded).or_insert(group);
        if keys.words > 1 {
            if mention.kind == EntityKind::Person {
                new.full_person = true;
                forms.surname.entry(keys.last).or_default().push(group);
                forms.folded_surname.entry(keys.folded_last).or_default().push(group);
                forms.given.entry(keys.first).or_default().push(group);
                for key in [keys.tail, keys.middle].into_iter().chain(keys.tails).filter(|k| *k != 0) {
                    forms.surnames.entry(key).or_default().push(group);
                }
            } else {
                forms.leading.entry(keys.first).or_default().push(group);
                forms.initials.entry(keys.initials).or_default().push(group);
            }
        }
        self.groups.push(new);
        group
    }

    /// A name of several words: the same name, or a person’s with the same surname and an agreeing given name.
    fn long(&self, blocks: &Blocks<'_>, mention: &Mention) -> Found {
        let keys = &mention.keys;
        if let Some(group) = self.forms.whole.get(&keys.whole) {
            return Found::Group(*group);
        }
        if let Some(group) = self.spelt_otherwise(mention) {
            return Found::Group(group);
        }
        if let Some(group) = self.by_surnames(mention) {
            return Found::Group(group);
        }
        if mention.kind != EntityKind::Person {
            return Found::New;
        }
        let full = |group: &EntityIndex| {
            let (block, index) = self.groups[*group as usize].fullest;
            &blocks[block as usize].summary.mentions[index as usize]
        };
        let people = || self.forms.surname.get(&keys.last).into_iter().flatten();
        let same = people().find(|group| {
            let other = &full(group).keys;
            if keys.suffix != 0 && other.suffix != 0 && keys.suffix != other.suffix {
                return false;
            }
            let initial = (keys.initial_first || other.initial_first) && keys.letter == other.letter;
            other.first == keys.first || initial
        });
        if let Some(group) = same {
            return Found::Group(*group);
        }
        // `Bob Hill` is `Robert Hill` where only one of that surname can be called so.
        let mut called = people().filter(|group| {
            let other = full(group);
            let agree = mention.gender.is_none() || other.gender.is_none() || mention.gender == other.gender;
            agree && other.keys.suffix == keys.suffix && nicknames::agree(other.keys.first, keys.first)
        });
        match (called.next(), called.next()) {
            (Some(group), None) => Found::Group(*group),
            _ => Found::New,
        }
    }

    /// The only person whose surname of several words (`Van den Broek`), or whose first surname of two, the mention is.
    fn by_surnames(&self, mention: &Mention) -> Option<EntityIndex> {
        let people = self.forms.surnames.get(&mention.keys.whole)?;
        let person = mention.keys.words > 1 || mention.shares[EntityKind::Person as usize] >= SOME_PERSON;
        match self.one_of(people, mention.gender) {
            Found::Group(group) if person => Some(group),
            _ => None,
        }
    }

    /// What has the same name in another spelling: a person for a person, a thing for a thing.
    fn spelt_otherwise(&self, mention: &Mention) -> Option<EntityIndex> {
        let folded = mention.keys.folded;
        let group = *self.forms.folded.get(&folded).filter(|_| folded != 0)?;
        let person = mention.kind == EntityKind::Person && mention.keys.words > 1;
        (self.groups[group as usize].full_person == person).then_some(group)
    }

    /// A name of one word: a surname, given name, acronym or short form of one thing named in full, or the same word.
    fn short(&self, mention: &Mention, surname: bool) -> Found {
        let forms = &self.forms;
        let whole = mention.keys.whole;
        let sure = mention.confidence == Confidence::High;
        let person = mention.shares[EntityKind::Person as usize] >= SOME_PERSON;
        if (mention.kind == EntityKind::Person || !sure || person)
            && let Some(people) = forms.surname.get(&whole)
        {
            return self.one_of(people, mention.gender);
        }
        if let Some(group) = forms.whole.get(&whole) {
            return Found::Group(*group);
        }
        if mention.kind == EntityKind::Person
            && !surname
            && let Some([person]) = forms.given.get(&whole).map(SmallVec::as_slice)
        {
            return Found::Group(*person);
        }
        if let Some(group) = self.by_surnames(mention) {
            return Found::Group(group);
        }
        // A place is no short form of what is named after it: `China` is not `China Airlines`.
        if mention.kind == EntityKind::Org || (!sure && mention.kind == EntityKind::Person) {
            for form in [&forms.initials, &forms.leading] {
                if let Some([thing]) = form.get(&whole).map(SmallVec::as_slice) {
                    return Found::Group(*thing);
                }
            }
        }
        let folded = mention.keys.folded;
        if folded != 0
            && (mention.kind == EntityKind::Person || !sure)
            && let Some([person]) = forms.folded_surname.get(&folded).map(SmallVec::as_slice)
        {
            return Found::Group(*person);
        }
        self.spelt_otherwise(mention).map_or(Found::New, Found::Group)
    }

    /// A word that may be no name: it is one if the story names in full what it stands for.
    fn doubtful(&self, mention: &Mention) -> Found {
        let forms = &self.forms;
        let whole = mention.keys.whole;
        if let Some(people) = forms.surname.get(&whole) {
            return self.one_of(people, mention.gender);
        }
        let known =
            [&forms.initials, &forms.given].into_iter().find_map(|form| match form.get(&whole)?.as_slice() {
                [only] => Some(*only),
                _ => None,
            });
        if mention.keys.words > 1 {
            return forms.whole.get(&whole).map_or(Found::Nothing, |group| Found::Group(*group));
        }
        match forms.whole.get(&whole).copied().or(known) {
            Some(group) => Found::Group(group),
            None => Found::Nothing,
        }
    }

    /// The only one of several people of one surname whom the gender allows.
    fn one_of(&self, people: &[EntityIndex], gender: Option<Gender>) -> Found {
        let agrees = |p: &&EntityIndex| {
            let known = self.groups[**p as usize].gender;
            gender.is_none() || known.is_none() || known == gender
        };
        let mut fitting = people.iter().filter(agrees);
        match (fitting.next(), fitting.next()) {
            (Some(person), None) => Found::Group(*person),
            _ => Found::Ambiguous,
        }
    }

    /// Lets go of groups that the whole story leaves too doubtful.
    fn drop_doubtful(&mut self) {
        let doubtful =
            |group: &Group| group.doubt > DROPPED * (group.votes.iter().sum::<u32>() + group.doubt) / 100;
        let drop: Vec<bool> = self.groups.iter().map(doubtful).collect();
        for entity in self.of.iter_mut().flatten() {
            if entity.is_some_and(|e| drop[e as usize]) {
                *entity = None;
            }
        }
    }

    /// Numbers the groups in order of first mention.
    fn in_order(&mut self) {
        let mut order = vec![None; self.groups.len()];
        let mut next = 0;
        for entity in self.of.iter_mut().flatten().flatten() {
            let new = *order[*entity as usize].get_or_insert_with(|| {
                next += 1;
                next - 1
            });
            *entity = new;
        }
        let mut groups: Vec<(EntityIndex, Group)> = std::mem::take(&mut self.groups)
            .into_iter()
            .zip(order)
            .filter_map(|(group, new)| Some((new?, group)))
            .collect();
        groups.sort_by_key(|(new, _)| *new);
        self.groups = groups.into_iter().map(|(_, group)| group).collect();
    }
}

/// Whether what stands before the name shows a surname: `Democratic pollster Anderson` is not Anderson Cooper. Titles with
/// a capital may stand before a given name, as in *Sir Ian*.
fn goes_by_surname(prose: &str, mention: &Mention) -> bool {
    let before = mention.title.start < mention.range.start;
    let last = mention.title.of(prose).split_whitespace().next_back();
    before && last.is_some_and(|word| word.starts_with(char::is_lowercase))
}

/// Where a mention belongs.
enum Found {
    /// To this group.
    Group(EntityIndex),
    /// To one of several; nothing says which.
    Ambiguous,
    /// To none so far.
    New,
    /// It is no name.
    Nothing,
}
