//! What a character asks of whoever sets it.

/// How a character is set.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Script {
    /// One glyph after another, left to right.
    Plain,
    /// Written without spaces between words: a line may end after most characters.
    Ideographic,
    /// Right to left; a shaper chooses the glyphs.
    RightToLeft,
    /// Left to right; a shaper chooses and places the glyphs.
    Complex,
    /// Sits on the character before it.
    Mark,
    /// Joins or keeps apart the characters beside it; shows nothing itself.
    Joiner,
    /// Shows nothing: controls of direction and of line breaks.
    Silent,
}

impl Script {
    /// By the blocks of Unicode 17. Where a block is mixed, the choice errs towards the shaper, which sets anything.
    pub(super) fn of(character: char) -> Script {
        match u32::from(character) {
            0x20..=0x7e | 0xa0..=0xac | 0xae..=0x2ff => Script::Plain,
            0..=0x1f | 0x7f..=0x9f | 0xad => Script::Silent,
            0x300..=0x36f | 0x483..=0x489 | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f => {
                Script::Mark
            }
            0x3099..=0x309a | 0xfe00..=0xfe0f | 0xe0100..=0xe01ef => Script::Mark,
            0x61c | 0x200b | 0x200e..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff => Script::Silent,
            0x200c..=0x200d => Script::Joiner,
            0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefe | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff => {
                Script::RightToLeft
            }
            // India to Myanmar; old Hangul letters; the Philippines, Cambodia, Mongolia; further South East Asia.
            0x900..=0x109f
            | 0x1100..=0x11ff
            | 0x1700..=0x18af
            | 0x1900..=0x1aaf
            | 0x1b00..=0x1c4f
            | 0x1cd0..=0x1cff => Script::Complex,
            0xa800..=0xa8ff | 0xa900..=0xaaff | 0xabc0..=0xabff | 0xd7b0..=0xd7ff => Script::Complex,
            0x1_1000..=0x1_1fff | 0x1_6800..=0x1_6fff | 0x1_e000..=0x1_e7ff => Script::Complex,
            0x2e80..=0x9fff | 0xa000..=0xa4cf | 0xac00..=0xd7af | 0xf900..=0xfaff | 0xfe30..=0xfe4f => {
                Script::Ideographic
            }
            0xff00..=0xffef | 0x2_0000..=0x3_ffff => Script::Ideographic,
            _ => Script::Plain,
        }
    }

    /// Whether a run of such characters goes through a shaper.
    pub(super) fn is_shaped(self) -> bool {
        matches!(self, Script::RightToLeft | Script::Complex | Script::Mark)
    }
}
