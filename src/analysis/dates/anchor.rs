//! The date that relative dates hang on: that of publication, else one that the story prints as its own.

use super::calendar::{absolute, day_of};
use super::{DateKind, Shape, calendar};
use crate::analysis::article::{Blocks, Furniture, Options};
use crate::knowledge::feasts::country_in;
use jiff::civil::Date;

/// Blocks in which a dateline or a line with nothing but a date is looked for.
const HEAD: usize = 6;

/// The anchor of a story, if it has one. Never today: results must not depend on the day of the run.
pub fn of(blocks: &Blocks<'_>, options: &Options) -> Option<Date> {
    declared(blocks).or_else(|| options.published.as_deref().and_then(day_of)).or_else(|| printed(blocks))
}

/// The country that the dateline names, by whose calendar feasts are kept.
pub fn country(blocks: &Blocks<'_>, furniture: &Furniture) -> Option<&'static str> {
    let place = furniture.dateline.as_ref()?;
    country_in(place.range.of(blocks.get(place.block as usize)?.prose()))
}

/// The date of publication in the front matter.
fn declared(blocks: &Blocks<'_>) -> Option<Date> {
    day_of(&blocks.first()?.summary.front_matter.as_ref()?.date_published.as_ref()?.text)
}

/// A full date in the dateline, or on a line of its own at the top.
fn printed(blocks: &Blocks<'_>) -> Option<Date> {
    let prose = blocks.iter().filter(|b| !b.prose().is_empty()).take(HEAD);
    for block in prose {
        for date in block.summary.dates.iter().filter(|d| matches!(d.kind, DateKind::Date | DateKind::Time)) {
            let (Shape::Day { year: Some(_), .. }, Some(calendar::Stretch::Day(day))) =
                (date.shape, absolute(date.shape))
            else {
                continue;
            };
            let text = block.prose();
            let alone = date.range.len() * 2 >= text.trim().len();
            let behind = text[date.range.end as usize..].trim_start();
            let before = &text[..date.range.start as usize];
            let dateline = before.len() < 40
                && before.chars().next().is_none_or(char::is_uppercase)
                && behind.starts_with(['-', '–', '—', '(']);
            if alone || dateline {
                return Some(day);
            }
        }
    }
    None
}
