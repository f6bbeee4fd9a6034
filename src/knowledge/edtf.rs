//! Dates as annotations write them: EDTF levels 0 and 1 (ISO 8601-2), in so far as news needs them.

use jiff::civil::Date;

/// The first and the last day that a value can mean; `None` at an open end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// First day.
    pub first: Option<Date>,
    /// Last day.
    pub last: Option<Date>,
}

/// Reads `2017-05-10`, `2017-05`, `2017`, `2017-05-10T14:00:00-04:00`, `2017-07-01/2017-07-10`, `2017-07~`, `201X`,
/// `2017-21` (a season). `None` where it is no date: a 30th of February, a word.
pub fn read(value: &str) -> Option<Extent> {
    let value = value.trim();
    let Some((from, to)) = value.split_once('/') else { return single(value) };
    let end = |text: &str| match text {
        "" | ".." => Some(Extent { first: None, last: None }),
        text => single(text),
    };
    let (from, to) = (end(from)?, end(to)?);
    let ordered = from.first.zip(to.last).is_none_or(|(a, b)| a <= b);
    let any = from.first.is_some() || to.last.is_some();
    (ordered && any).then_some(Extent { first: from.first, last: to.last })
}

fn single(value: &str) -> Option<Extent> {
    let value = value.trim_end_matches(['~', '?', '%']);
    let day = match value.split_once('T') {
        Some((day, time)) if is_time(time) => day,
        Some(_) => return None,
        None => value,
    };
    let mut parts = day.split('-');
    let (first, last) = years(parts.next()?)?;
    let month = parts.next().map(number);
    let number = parts.next().map(number);
    if parts.next().is_some() {
        return None;
    }
    match (month, number) {
        (None, None) => Some(extent(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?)),
        (Some(month), None) => month_or_season(first, month?),
        (Some(month), Some(day)) => {
            let date = Date::new(first, month?, day?).ok()?;
            Some(extent(date, date))
        }
        (None, Some(_)) => None,
    }
}

fn extent(first: Date, last: Date) -> Extent {
    Extent { first: Some(first), last: Some(last) }
}

/// `2017`, or `201X` and `20XX`.
fn years(text: &str) -> Option<(i16, i16)> {
    let digits = text.trim_end_matches('X');
    let open = text.len() - digits.len();
    if text.len() != 4 || open > 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let low = format!("{digits}{}", "0".repeat(open)).parse().ok()?;
    let high = format!("{digits}{}", "9".repeat(open)).parse().ok()?;
    Some((low, high))
}

/// Two digits.
fn number(text: &str) -> Option<i8> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Months 1 to 12, seasons 21 (spring) to 24 (winter), on either hemisphere: the whole year.
fn month_or_season(year: i16, month: i8) -> Option<Extent> {
    if (21..=24).contains(&month) {
        return Some(extent(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    }
    let first = Date::new(year, month, 1).ok()?;
    Some(extent(first, first.last_of_month()))
}

/// `14:00`, `14:00:00`, with `Z` or an offset behind it.
fn is_time(text: &str) -> bool {
    let clock = text.split(['Z', '+', '-']).next().unwrap_or_default();
    let mut fields = clock.split(':').map(|f| (f.len() == 2).then(|| f.parse::<u8>().ok())?);
    let hour = fields.next().flatten().is_some_and(|h| h < 24);
    let minute = fields.next().flatten().is_some_and(|m| m < 60);
    hour && minute && fields.all(|f| f.is_some_and(|s| s <= 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(value: &str) -> Option<(String, String)> {
        let show = |d: Option<Date>| d.map_or("..".to_owned(), |d| d.to_string());
        read(value).map(|e| (show(e.first), show(e.last)))
    }

    #[test]
    fn values_of_news_are_read() {
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(days("2017-05-10"), pair("2017-05-10", "2017-05-10"));
        assert_eq!(days("2017-02"), pair("2017-02-01", "2017-02-28"));
        assert_eq!(days("2017-07-01/2017-07-10"), pair("2017-07-01", "2017-07-10"));
        assert_eq!(days("2017-07~"), pair("2017-07-01", "2017-07-31"));
        assert_eq!(days("201X"), pair("2010-01-01", "2019-12-31"));
        assert_eq!(days("2017-05-10T14:00:00-04:00"), pair("2017-05-10", "2017-05-10"));
        assert_eq!(days("2017-05/.."), pair("2017-05-01", ".."));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for value in
            ["2017-02-30", "May 10", "2017-13", "17-05-10", "2017-5-1", "", "2018/2017", "2017-05-10T25:00"]
        {
            assert_eq!(read(value), None, "{value}");
        }
    }
}
