//! Setting a line: Unicode text → glyphs from left to right.
//!
//! The slow way, for what the chart of a house font alone cannot do: other fonts, marks, scripts that need a shaper, and
//! text that reads from right to left.

use super::{Direction, Style};
use crate::pdf::fonts::{Face, FaceId, Fonts};
use crate::pdf::script::Script;
use harfrust::{Buffer, BufferFlags, ClusterLevel, ShapeOptions, ShaperFont};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A line that is set.
#[derive(Debug)]
pub(in crate::pdf) struct Line {
    /// In the order in which they are read.
    pub(in crate::pdf) pieces: Vec<Piece>,
    /// In parts of the type size.
    pub(in crate::pdf) width: f32,
    /// Characters that no font has; they were left out.
    pub(in crate::pdf) missing: BTreeSet<char>,
}

/// A stretch of a line in one font.
#[derive(Debug)]
pub(in crate::pdf) struct Piece {
    pub(in crate::pdf) face: FaceId,
    /// How far from the line's left end it begins, in parts of the type size.
    pub(in crate::pdf) start: f32,
    pub(in crate::pdf) content: Content,
}

/// What is in a piece.
#[derive(Debug)]
pub(in crate::pdf) enum Content {
    /// Characters, one glyph each.
    Characters(String),
    /// Glyphs as a shaper placed them.
    Glyphs(Shaped),
}

/// What a shaper makes of a text.
#[derive(Debug)]
pub(in crate::pdf) struct Shaped {
    pub(in crate::pdf) text: String,
    pub(in crate::pdf) direction: Direction,
    /// From left to right.
    pub(in crate::pdf) clusters: Vec<Cluster>,
}

/// Characters and glyphs that belong together and cannot be told apart any further.
#[derive(Debug)]
pub(in crate::pdf) struct Cluster {
    pub(in crate::pdf) text: String,
    /// From left to right.
    pub(in crate::pdf) glyphs: Vec<Placed>,
}

/// A glyph where a shaper placed it. Lengths are in font units.
#[derive(Clone, Copy, Debug)]
pub(in crate::pdf) struct Placed {
    pub(in crate::pdf) glyph: u16,
    pub(in crate::pdf) advance: i32,
    pub(in crate::pdf) offset: (i32, i32),
}

/// A stretch of text for one font, before its glyphs are known.
struct Stretch {
    face: FaceId,
    range: Range<usize>,
    is_shaped: bool,
}

impl Line {
    /// Sets a text on one line. Control characters in it, such as line breaks, are spaces.
    pub(in crate::pdf) fn set(fonts: &Fonts, text: &str, style: &Style) -> Line {
        let text = composed(text);
        let mut line = Line { pieces: Vec::new(), width: 0.0, missing: BTreeSet::new() };
        let mut order = Vec::new();
        for (range, direction) in runs(&text, style.direction) {
            let mut stretches = line.stretches(fonts, (&text, range), style);
            if direction == Direction::RightToLeft {
                stretches.reverse();
            }
            for stretch in stretches {
                order.push(stretch.range.start);
                let (face, part) = (fonts.face(stretch.face), &text[stretch.range]);
                let is_shaped = stretch.is_shaped || direction == Direction::RightToLeft;
                let (content, units) = match is_shaped {
                    true => shape((face, direction), part, &mut line.missing),
                    false => plain(face, part),
                };
                line.pieces.push(Piece { face: stretch.face, start: line.width, content });
                line.width += units as f32 / face.units_per_em;
            }
        }
        let mut pieces: Vec<_> = order.into_iter().zip(line.pieces).collect();
        pieces.sort_by_key(|(start, _)| *start);
        line.pieces = pieces.into_iter().map(|(_, piece)| piece).collect();
        line
    }

    /// The stretches of a run, in the order of the text. Characters that no font has are noted and left out.
    fn stretches(&mut self, fonts: &Fonts, run: (&str, Range<usize>), style: &Style) -> Vec<Stretch> {
        let (text, range) = run;
        let mut stretches: Vec<Stretch> = Vec::new();
        for (at, character) in text[range.clone()].char_indices() {
            let (start, script) = (range.start + at, Script::of(character));
            let end = start + character.len_utf8();
            let last = stretches.last_mut().filter(|last| last.range.end == start);
            match (script, last) {
                (Script::Silent, Some(last)) if last.is_shaped => last.range.end = end,
                (Script::Silent, _) => {}
                // What clings to the character before it stays in its font, if that can do it.
                (Script::Mark | Script::Joiner, Some(last)) => {
                    last.range.end = end;
                    last.is_shaped |= script == Script::Mark;
                }
                (Script::Joiner, None) => {}
                (_, last) => {
                    // Spaces and punctuation go with the words around them, letters with the first font that has them.
                    let in_hand = last.as_ref().map(|last| last.face).filter(|_| !character.is_alphanumeric());
                    match (fonts.find(character, style.weight, in_hand), last) {
                        (None, _) => drop(self.missing.insert(character)),
                        (Some(face), Some(last)) if last.face == face => {
                            last.range.end = end;
                            last.is_shaped |= script.is_shaped();
                        }
                        (Some(face), _) => {
                            stretches.push(Stretch { face, range: start..end, is_shaped: script.is_shaped() });
                        }
                    }
                }
            }
        }
        stretches
    }
}

/// The text composed (NFC), with a space for each control character.
fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) && !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().map(|character| if character.is_control() { ' ' } else { character }).collect())
}

/// The runs of one direction, from left to right (Unicode Standard Annex 9).
fn runs(text: &str, direction: Option<Direction>) -> Vec<(Range<usize>, Direction)> {
    let turns = |character: char| {
        Script::of(character) == Script::RightToLeft
            || matches!(character, '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if direction != Some(Direction::RightToLeft) && !text.chars().any(turns) {
        return vec![(0..text.len(), Direction::LeftToRight)];
    }
    let level = direction.map(|direction| match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    });
    let paragraph = ParagraphBidiInfo::new(text, level);
    let (levels, runs) = paragraph.visual_runs(0..text.len());
    let direction = |run: &Range<usize>| match levels[run.start].is_rtl() {
        true => Direction::RightToLeft,
        false => Direction::LeftToRight,
    };
    runs.into_iter().map(|run| (run.clone(), direction(&run))).collect()
}

/// One glyph per character; with the width in font units.
fn plain(face: &Face, text: &str) -> (Content, i32) {
    let repertoire = face.repertoire();
    let characters: String = text.chars().filter(|it| repertoire.glyph(*it).is_some()).collect();
    let units = characters.chars().filter_map(|it| repertoire.glyph(it));
    let units = units.map(|glyph| i32::from(repertoire.advance(glyph))).sum();
    (Content::Characters(characters), units)
}

/// The glyphs that the font's own rules make of a text; with the width in font units. Characters that the font lacks are
/// noted and left out: marks, where the font has the letter below.
fn shape((face, direction): (&Face, Direction), text: &str, missing: &mut BTreeSet<char>) -> (Content, i32) {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(match direction {
        Direction::LeftToRight => harfrust::Direction::LeftToRight,
        Direction::RightToLeft => harfrust::Direction::RightToLeft,
    });
    buffer.guess_segment_properties();
    // A mark is a character of its own when the text is copied.
    buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
    if harfrust::shape(&ShaperFont::new(&face.font), &mut buffer, ShapeOptions::new()).is_err() {
        return plain(face, text);
    }
    let starts: BTreeSet<u32> = buffer.glyph_infos().iter().map(|info| info.cluster).collect();
    let cluster_text = |start: u32| {
        let end = starts.range(start + 1..).next().map_or(text.len(), |end| *end as usize);
        text[start as usize..end].replace(|it| Script::of(it) == Script::Silent, "")
    };
    let (mut clusters, mut units, mut last) = (Vec::<Cluster>::new(), 0, None);
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let Some(glyph) = u16::try_from(info.glyph_id).ok().filter(|glyph| *glyph != 0) else {
            missing.extend(text[info.cluster as usize..].chars().next());
            continue;
        };
        let placed = Placed { glyph, advance: position.x_advance, offset: (position.x_offset, position.y_offset) };
        units += placed.advance;
        match clusters.last_mut().filter(|_| last == Some(info.cluster)) {
            Some(cluster) => cluster.glyphs.push(placed),
            None => clusters.push(Cluster { text: cluster_text(info.cluster), glyphs: vec![placed] }),
        }
        last = Some(info.cluster);
    }
    let text = text.replace(|it| Script::of(it) == Script::Silent, "");
    (Content::Glyphs(Shaped { text, direction, clusters }), units)
}
