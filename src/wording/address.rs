//! Addresses as their countries write them.

use super::Wording;
use crate::ledger::Address;
use std::borrow::Cow;

impl<'w> Wording<'w> {
    /// An address as lines: the export's own, the town as its country writes it, the country in the reader's language.
    pub fn address<'a>(&self, address: &'a Address) -> Vec<Cow<'a, str>>
    where
        'w: 'a,
    {
        let mut lines: Vec<Cow<'_, str>> = address.lines.iter().map(|line| Cow::from(&**line)).collect();
        lines.extend(town(address).into_iter().filter(|line| !line.is_empty()).map(Cow::from));
        let country = address.country.as_deref();
        lines.extend(country.map(|code| Cow::from(self.locale.country(code).unwrap_or(code))));
        lines
    }
}

/// Town, region and postal code in the order of the country: the code comes first in most, after the town in some, and
/// on a line of its own in Britain and Ireland.
fn town(address: &Address) -> [String; 2] {
    let [town, region, code] = [&address.city, &address.region, &address.postal_code].map(Option::as_deref);
    let joined =
        |parts: [Option<&str>; 2], between: &str| parts.into_iter().flatten().collect::<Vec<_>>().join(between);
    let alone = |part: Option<&str>| part.unwrap_or_default().to_owned();
    match address.country.as_deref() {
        Some("US" | "CA" | "AU" | "NZ") => {
            let place = joined([town, region], ", ");
            [joined([Some(place.as_str()).filter(|place| !place.is_empty()), code], " "), String::new()]
        }
        Some("GB" | "IE") => [joined([town, region], ", "), alone(code)],
        _ => [joined([code, town], " "), alone(region)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_written_as_its_country_does() {
        let town_in = |country: &str, parts: [&str; 3]| {
            let [city, region, postal_code] = parts.map(|part| (!part.is_empty()).then(|| part.into()));
            town(&Address { lines: Vec::new(), city, postal_code, region, country: Some(country.into()) })
        };
        assert_eq!(town_in("FR", ["Lyon", "", "69002"]), ["69002 Lyon", ""]);
        assert_eq!(town_in("ES", ["Getafe", "Madrid", "28901"]), ["28901 Getafe", "Madrid"]);
        assert_eq!(town_in("US", ["Asheville", "NC", "28801"]), ["Asheville, NC 28801", ""]);
        assert_eq!(town_in("US", ["", "", "28801"]), ["28801", ""]);
        assert_eq!(town_in("GB", ["Belfast", "", "BT1 3LA"]), ["Belfast", "BT1 3LA"]);
        assert_eq!(town_in("JP", ["", "", ""]), ["", ""]);
    }
}
