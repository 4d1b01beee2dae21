//! How a file is to be read: what its user said about it.

/// How a file is to be read; what is not given is found out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading<'a> {
    /// Counts only where the file has no byte order mark.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// The header's line in a CSV file, its row in a spreadsheet, both from 1 as people count them.
    pub header_row: Option<u32>,
    /// The headers that the header row must hold.
    pub wanted: &'a [&'a str],
    /// Without it, only days that can be read in one way are read.
    pub dates: Option<DateOrder>,
    pub decimal: DecimalSign,
}

/// In which order a day is written.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum DateOrder {
    /// `31.12.2026`
    Dmy,
    /// `12/31/2026`
    Mdy,
    /// `2026/12/31`
    Ymd,
}

/// What stands before the decimals of a number. The other sign may group its thousands.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum DecimalSign {
    #[default]
    Point,
    Comma,
}

/// How the cells of a file are to be understood.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) dates: Option<DateOrder>,
    pub(super) decimal: DecimalSign,
}
