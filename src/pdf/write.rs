//! How numbers, names, strings and references are written in a PDF file.

/// A number of an object of the file, as other objects refer to it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct Number(pub(super) u32);

impl Number {
    /// The number that lies `steps` after this one.
    pub(super) fn after(self, steps: usize) -> Number {
        Number(self.0 + count(steps))
    }
}

/// A count of things in memory, as the 32 bits that a PDF file gives it.
pub(super) fn count(things: usize) -> u32 {
    u32::try_from(things).expect("no document has four thousand million of anything")
}

/// What PDF syntax is written to: bytes at the end of a buffer.
pub(super) trait Write {
    fn text(&mut self, text: &str);
    fn integer(&mut self, value: u32);
    /// A length or place in points, to the hundredth: finer than any printer.
    fn decimal(&mut self, value: f32);
    fn reference(&mut self, number: Number);
    /// A literal string of bytes, with the four that cannot stand for themselves escaped.
    fn literal(&mut self, bytes: &[u8]);
    /// A text string: ASCII as it is, anything else as UTF-16 in hexadecimal digits.
    fn string(&mut self, text: &str);
}

impl Write for Vec<u8> {
    fn text(&mut self, text: &str) {
        self.extend_from_slice(text.as_bytes());
    }

    fn integer(&mut self, mut value: u32) {
        let mut digits = [0; 10];
        let mut start = digits.len();
        loop {
            start -= 1;
            digits[start] = digit(value);
            value /= 10;
            if value == 0 {
                break;
            }
        }
        self.extend_from_slice(&digits[start..]);
    }

    fn decimal(&mut self, value: f32) {
        // The cast saturates; a place that far off the page is nowhere either way.
        let hundredths = (value * 100.0).round() as i32;
        if hundredths < 0 {
            self.push(b'-');
        }
        let hundredths = hundredths.unsigned_abs();
        self.integer(hundredths / 100);
        let rest = hundredths % 100;
        if rest != 0 {
            self.push(b'.');
            self.push(digit(rest / 10));
            if !rest.is_multiple_of(10) {
                self.push(digit(rest));
            }
        }
    }

    fn reference(&mut self, number: Number) {
        self.integer(number.0);
        self.text(" 0 R");
    }

    fn literal(&mut self, bytes: &[u8]) {
        self.push(b'(');
        for byte in bytes {
            match byte {
                b'(' | b')' | b'\\' => self.extend_from_slice(&[b'\\', *byte]),
                // A bare carriage return would be read as a line feed.
                b'\r' => self.extend_from_slice(b"\\r"),
                _ => self.push(*byte),
            }
        }
        self.push(b')');
    }

    fn string(&mut self, text: &str) {
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return self.literal(text.as_bytes());
        }
        self.text("<FEFF");
        for unit in text.encode_utf16() {
            hexadecimal(self, unit);
        }
        self.push(b'>');
    }
}

/// Four hexadecimal digits.
pub(super) fn hexadecimal(out: &mut Vec<u8>, value: u16) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend([12, 8, 4, 0].map(|shift| DIGITS[usize::from(value >> shift & 0xf)]));
}

fn digit(value: u32) -> u8 {
    b'0' + (value % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn decimals_have_as_many_digits_as_they_need_and_two_at_most() {
        for (value, text) in [
            (0.0, "0"),
            (12.0, "12"),
            (0.5, "0.5"),
            (0.05, "0.05"),
            (841.89, "841.89"),
            (-3.999, "-4"),
            (-0.25, "-0.25"),
            (-0.001, "0"),
        ] {
            assert_eq!(written(|out| out.decimal(value)), text);
        }
    }

    #[test]
    fn a_string_is_ascii_or_utf_16_and_never_ends_early() {
        assert_eq!(written(|out| out.string(r"a (b) \")), r"(a \(b\) \\)");
        assert_eq!(written(|out| out.string("é😀")), "<FEFF00E9D83DDE00>");
        assert_eq!(written(|out| out.string("a\nb")), "<FEFF0061000A0062>");
        assert_eq!(written(|out| out.literal(b"\r\n")), "(\\r\n)");
    }
}
