//! Times of day: `10:30 a.m. EST`, `8:30pm`, `0800 UTC`, `10 a.m.`, `noon`, `9 o'clock`.

use super::Clock;
use super::reader::Reader;
use crate::knowledge::timewords::{self, TimeWord};

/// The time of day that begins at token `at`, and the position behind it.
pub(super) fn clock_at(reader: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    if let Some(TimeWord::ClockName(hour)) = reader.sense(at) {
        let (zone, end) = zone_at(reader, at + 1);
        return Some((Clock { hour, minute: Some(0), zone }, end));
    }
    if !reader.is_number(at) {
        return None;
    }
    let (hour, minute, meridiem, mut end) = digits_at(reader, at)?;
    let stamp = reader.opens_block(at) && stamp_ends(reader, end);
    let mut said = minute.is_some() && (reader.text(at).contains(':') || stamp) || meridiem.is_some();
    let mut hour = hour;
    let mut add = meridiem;
    if add.is_none()
        && let Some((hours, behind)) = meridiem_at(reader, end)
    {
        (add, end, said) = (Some(hours), behind, true);
    }
    if add.is_none()
        && let Some(TimeWord::OClock) = reader.sense(end)
    {
        (end, said) = (end + 1, true);
    }
    if let Some(add) = add {
        if hour == 0 || hour > 12 {
            // "14:30 pm" says it twice.
            if hour > 23 {
                return None;
            }
        } else {
            hour = hour % 12 + add;
        }
    }
    let (zone, end) = match glued_zone(reader.text(at)) {
        Some(minutes) => (Some(minutes), end),
        None => zone_at(reader, end),
    };
    said |= zone.is_some() && minute.is_some();
    (said && hour <= 24 && minute.is_none_or(|m| m < 60)).then_some((Clock { hour, minute, zone }, end))
}

/// Hour, minute and glued `am` or `pm` of the number at `at`.
fn digits_at(reader: &Reader<'_>, at: usize) -> Option<(u8, Option<u8>, Option<u8>, usize)> {
    let text = reader.text(at);
    let body = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let meridiem = match &text[body.len()..] {
        "" => None,
        letters => match letters.as_bytes().first()?.to_ascii_lowercase() {
            b'a' if is_meridiem(letters) => Some(0),
            b'p' if is_meridiem(letters) => Some(12),
            // `07:35GMT`
            _ if matches!(timewords::sense(letters), Some(TimeWord::Zone(_))) => None,
            _ => return None,
        },
    };
    let mut end = at + 1;
    if let Some((hour, minute)) = body.split_once([':', '.']) {
        let minute = minute.split_once([':', '.']).map_or(minute, |(m, _)| m);
        let (hour, minute) = (two_digits(hour)?, two_digits(minute).filter(|_| minute.len() == 2)?);
        // "8.30" alone is a number, not a time, but for the stamp of a live blog: "09.15: The doors open."
        let stamp = reader.opens_block(at) && body.len() == 5 && stamp_ends(reader, end);
        let certain = body.contains(':') || meridiem.is_some() || meridiem_at(reader, end).is_some() || stamp;
        return certain.then_some((hour, Some(minute), meridiem, end));
    }
    // `9. 35am`, as some tools split it.
    if meridiem.is_none()
        && body.len() <= 2
        && reader.is_punct(at + 1, '.')
        && let Some((minute, None, Some(add), behind)) = split_minute(reader, at + 2)
    {
        end = behind;
        return Some((two_digits(body)?, Some(minute), Some(add), end));
    }
    match body.len() {
        1 | 2 => Some((two_digits(body)?, None, meridiem, end)),
        // `0800 UTC`, `1430 GMT`: four digits are a time only before a zone.
        4 if matches!(reader.sense(end), Some(TimeWord::Zone(_))) => {
            Some((two_digits(&body[..2])?, Some(two_digits(&body[2..])?), meridiem, end))
        }
        _ => None,
    }
}

/// What stands behind the time at the head of a live-blog entry.
fn stamp_ends(reader: &Reader<'_>, at: usize) -> bool {
    reader.is_punct(at, ':')
        || reader.is_punct(at, '-')
        || reader.is_punct(at, '|')
        || reader.token(at).is_some_and(|t| t.kind == crate::analysis::tokens::TokenKind::Dash)
}

fn split_minute(reader: &Reader<'_>, at: usize) -> Option<(u8, Option<u8>, Option<u8>, usize)> {
    let text = reader.text(at);
    let body = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &text[body.len()..];
    let add = if letters.starts_with(['p', 'P']) { 12 } else { 0 };
    (body.len() == 2 && is_meridiem(letters)).then_some((two_digits(body)?, None, Some(add), at + 1))
}

fn is_meridiem(letters: &str) -> bool {
    matches!(letters.as_bytes(), [b'a' | b'A' | b'p' | b'P', b'm' | b'M'])
        || matches!(letters.as_bytes(), [b'a' | b'A' | b'p' | b'P', b'.', b'm' | b'M', ..])
}

/// `a.m.` or `pm` at `at`, also split as `a. m.`: the hours to add and the position behind.
fn meridiem_at(reader: &Reader<'_>, at: usize) -> Option<(u8, usize)> {
    if let Some(TimeWord::Meridiem(hours)) = reader.sense(at) {
        return Some((hours, at + 1));
    }
    let hours = match reader.text(at) {
        "a" | "a." | "A" | "A." => 0,
        "p" | "p." | "P" | "P." => 12,
        _ => return None,
    };
    let middle = reader.skip(at + 1, '.');
    let split = middle > at + 1 || reader.text(at).ends_with('.');
    (split && matches!(reader.text(middle), "m" | "M" | "m." | "M.")).then(|| {
        let end = middle + 1;
        // The full stop belongs to the abbreviation unless the sentence ends with it.
        let stop = reader.is_punct(end, '.') && reader.token(end + 1).is_some();
        (hours, if stop { end + 1 } else { end })
    })
}

/// The zone of `07:35GMT`.
fn glued_zone(text: &str) -> Option<i16> {
    let letters = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    match timewords::sense(letters) {
        Some(TimeWord::Zone(minutes)) if letters.len() > 2 && letters.len() < text.len() => Some(minutes),
        _ => None,
    }
}

/// A zone at `at`, also in brackets: `UTC`, `EST`, `(GMT +8)`.
fn zone_at(reader: &Reader<'_>, at: usize) -> (Option<i16>, usize) {
    let inner = reader.skip(at, '(');
    let Some(TimeWord::Zone(mut minutes)) = reader.sense(inner) else { return (None, at) };
    // "et" and "pt" are zones in capitals only.
    if !reader.is_capitalised(inner) {
        return (None, at);
    }
    let mut end = inner + 1;
    let sign = if reader.is_punct(end, '+') {
        60
    } else if reader.is_punct(end, '-') {
        -60
    } else {
        0
    };
    if sign != 0
        && let Some(hours) = reader.digits(end + 1).filter(|h| *h <= 14)
    {
        minutes = sign * hours as i16;
        end += 2;
    }
    if inner > at {
        if !reader.is_punct(end, ')') {
            return (None, at);
        }
        end += 1;
    }
    (Some(minutes), end)
}

fn two_digits(text: &str) -> Option<u8> {
    let plain = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}
