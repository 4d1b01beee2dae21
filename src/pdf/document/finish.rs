//! The document as a file.

use super::Document;
use super::ink::{charted, counted};
use crate::pdf::deflate::{Effort, deflate};
use crate::pdf::fonts::{FaceId, FontProblem};
use crate::pdf::numbers::{Counts, Numbers};
use crate::pdf::objects::Objects;
use crate::pdf::outline;
use crate::pdf::page::FontName;
use crate::pdf::structure::{Bundle, ElementId};
use crate::pdf::write::{Number, Write, count};
use std::collections::BTreeSet;
use std::fmt;

/// Why there can be no file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Unprintable {
    /// Characters that no font has. [`Fonts::missing`](crate::pdf::Fonts::missing) tells them beforehand.
    Missing(BTreeSet<char>),
    /// A glyph that is needed is damaged in its font.
    Damaged(FontProblem),
}

/// Fonts and pictures, by what pages call them.
#[derive(Default)]
struct Resources {
    fonts: Vec<(FontName, Number)>,
    pictures: Vec<Number>,
}

impl Document<'_> {
    /// The document as a file. The same document gives the same bytes, on any machine.
    pub fn finish(mut self) -> Result<Vec<u8>, Unprintable> {
        if !self.missing.is_empty() {
            return Err(Unprintable::Missing(self.missing));
        }
        self.page().close();
        let mut objects = Objects::starting_at(Number(1));
        // Enough for the fonts and for what most contents come to.
        objects.reserve(48 * 1024 + self.pages.iter().map(|page| page.content.len() / 2).sum::<usize>());
        objects.preamble(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
        let profile = objects.take(1);
        objects.write_deflated(profile, "/N 3", &self.press.profile);
        let resources = self.write_resources(&mut objects)?;

        // From here on all is the document's own.
        let own = objects.size();
        let (pages, annotations) = (self.pages.len(), self.links.len());
        let counts = Counts { pages, elements: self.structure.size(), annotations, bookmarks: self.bookmarks.len() };
        let numbers = Numbers::take(&mut objects, counts);
        objects.write_stream(numbers.metadata, "/Type/Metadata/Subtype/XML", self.about.xmp().as_bytes());
        for (at, page) in self.pages.iter().enumerate() {
            objects.write_deflated(numbers.contents.after(at), "", &deflate(&page.content, Effort::Quick));
        }
        let bundle = self.bundle(numbers, &resources);
        for pack in bundle.shape {
            objects.write_pack(pack, |bytes| self.press.packs.deflated(bytes));
        }
        objects.write_pack(bundle.words, |bytes| deflate(&bytes, Effort::Quick));

        let id = objects.digest_from(own);
        let (catalog, information) = (numbers.catalog.0, numbers.information.0);
        Ok(objects.into_file(&format!("/Root {catalog} 0 R/Info {information} 0 R/ID[<{id}><{id}>]")))
    }

    /// Copies fonts and pictures into the file.
    fn write_resources(&self, objects: &mut Objects) -> Result<Resources, FontProblem> {
        let (fonts, mut resources) = (&self.press.fonts, Resources::default());
        for (at, used) in self.used.iter().enumerate() {
            let face = FaceId(at);
            if !used.charted.is_empty() {
                let first = objects.next();
                objects.append(&*self.press.kits.get(fonts, face, (first, used.charted.clone()))?);
                resources.fonts.push((charted(face), first));
            }
            if !used.counted.is_empty() {
                let first = objects.next();
                objects.append(&used.counted.embedding(fonts.face(face)).objects(first)?);
                resources.fonts.push((counted(face), first));
            }
        }
        resources.pictures = self.pictures.iter().map(|picture| picture.write(objects)).collect();
        Ok(resources)
    }

    /// All that goes into object streams.
    fn bundle(&mut self, numbers: Numbers, resources: &Resources) -> Bundle {
        let marks: Vec<Vec<ElementId>> = self.pages.iter_mut().map(|page| std::mem::take(&mut page.marks)).collect();
        let links: Vec<ElementId> = self.links.iter().map(|link| link.element).collect();
        let mut bundle = self.structure.write(numbers, &marks, &links);
        bundle.add(numbers.catalog, |out| self.write_catalog(numbers, out));
        bundle.add(numbers.tree, |out| self.write_tree(numbers, out));
        for (at, page) in self.pages.iter().enumerate() {
            bundle.add(numbers.pages.after(at), |out| page.write(out, at, numbers));
        }
        bundle.add(numbers.resources, |out| resources.write(out));
        bundle.words.add(numbers.information, |out| self.about.information(out));
        for (at, link) in self.links.iter().enumerate() {
            bundle.words.add(numbers.annotations.after(at), |out| link.write(count(self.pages.len() + at), out));
        }
        outline::write(&self.bookmarks, numbers, &mut bundle.words);
        bundle
    }

    fn write_catalog(&self, numbers: Numbers, out: &mut Vec<u8>) {
        out.text("<</Type/Catalog/Pages ");
        out.reference(numbers.tree);
        out.text("/Lang");
        out.string(&self.about.language);
        out.text("/MarkInfo<</Marked true>>/StructTreeRoot ");
        out.reference(numbers.tags);
        out.text("/Metadata ");
        out.reference(numbers.metadata);
        // The color profile is the first object of every file.
        out.text("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)");
        out.text("/DestOutputProfile 1 0 R>>]/ViewerPreferences<</DisplayDocTitle true");
        out.text(if self.about.reads_right_to_left() { "/Direction/R2L>>" } else { ">>" });
        if !self.bookmarks.is_empty() {
            out.text("/Outlines ");
            out.reference(numbers.outline);
        }
        out.text(">>");
    }

    /// The page tree.
    fn write_tree(&self, numbers: Numbers, out: &mut Vec<u8>) {
        out.text("<</Type/Pages/Count ");
        out.integer(count(self.pages.len()));
        out.text("/MediaBox[0 0 ");
        out.decimal(self.paper.width);
        out.push(b' ');
        out.decimal(self.paper.height);
        out.text("]/Kids[");
        for page in 0..self.pages.len() {
            out.reference(numbers.pages.after(page));
            out.push(b' ');
        }
        out.text("]>>");
    }
}

impl Resources {
    fn write(&self, out: &mut Vec<u8>) {
        out.text("<</Font<<");
        for (FontName(name), number) in &self.fonts {
            out.text(&format!("/F{name} {} 0 R", number.0));
        }
        out.text(">>/XObject<<");
        for (name, number) in self.pictures.iter().enumerate() {
            out.text(&format!("/I{name} {} 0 R", number.0));
        }
        out.text(">>>>");
    }
}

impl fmt::Display for Unprintable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unprintable::Missing(characters) => {
                formatter.write_str("no font has")?;
                for (nth, character) in characters.iter().enumerate() {
                    let separator = if nth == 0 { " " } else { ", " };
                    write!(formatter, "{separator}`{character}` (U+{:04X})", u32::from(*character))?;
                }
                Ok(())
            }
            Unprintable::Damaged(problem) => problem.fmt(formatter),
        }
    }
}

impl std::error::Error for Unprintable {}

impl From<FontProblem> for Unprintable {
    fn from(problem: FontProblem) -> Unprintable {
        Unprintable::Damaged(problem)
    }
}
