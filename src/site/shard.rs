//! One of several machines that build a site together.

use crate::links::PortalId;
use std::fmt;
use std::str::FromStr;

/// The `number`-th (from 1) of `count` shards. A portal's shard follows from its public id alone, so each machine knows
/// its own portals without asking the others.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Shard {
    number: u32,
    count: u32,
}

impl Shard {
    /// The whole site on one machine.
    pub const WHOLE: Shard = Shard { number: 1, count: 1 };

    pub fn holds(self, portal: PortalId) -> bool {
        let digest = crate::portal::Fingerprint::of_bytes(portal.as_str().as_bytes());
        let number = digest.0[..4].iter().fold(0u32, |number, byte| (number << 8) | u32::from(*byte));
        number % self.count + 1 == self.number
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let wrong = || format!("`{text}` is not a shard: write I/N, for instance 1/4, with I from 1 to N");
        let (number, count) = text.split_once('/').ok_or_else(wrong)?;
        let (number, count) = (number.parse().map_err(|_| wrong())?, count.parse().map_err(|_| wrong())?);
        if (1..=count).contains(&number) { Ok(Shard { number, count }) } else { Err(wrong()) }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_is_one_of_n() {
        assert_eq!("2/4".parse(), Ok(Shard { number: 2, count: 4 }));
        for wrong in ["", "1", "0/4", "5/4", "1/0", "a/b"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
