//! Compression. A compressor's tables take longer to make than a page takes to compress, so each thread keeps its own.

use flate2::{Compress, Compression, FlushCompress, Status};
use std::cell::RefCell;

/// How hard to try.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Effort {
    /// For what is made once a document.
    Quick,
    /// For what many documents share.
    Thorough,
    /// For what is made once a run: fonts and pictures.
    Utmost,
}

thread_local! {
    static COMPRESSORS: RefCell<[Option<Compress>; 3]> = const { RefCell::new([None, None, None]) };
}

/// The bytes, compressed for the filter `FlateDecode`. The result depends on the bytes and the effort alone.
pub(super) fn deflate(bytes: &[u8], effort: Effort) -> Vec<u8> {
    let (slot, level) = match effort {
        Effort::Quick => (0, 1),
        Effort::Thorough => (1, 6),
        Effort::Utmost => (2, 9),
    };
    COMPRESSORS.with_borrow_mut(|compressors| {
        let compressor = compressors[slot].get_or_insert_with(|| Compress::new(Compression::new(level), true));
        compressor.reset();
        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let read = usize::try_from(compressor.total_in()).expect("it lies in memory");
            let status = compressor.compress_vec(&bytes[read..], &mut out, FlushCompress::Finish);
            match status.expect("a compressor takes any bytes") {
                Status::StreamEnd => return out,
                Status::Ok | Status::BufError => out.reserve(out.capacity().max(64)),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::ZlibDecoder;
    use std::io::Read;

    #[test]
    fn what_is_compressed_comes_back_however_long_and_whatever_came_before() {
        for effort in [Effort::Quick, Effort::Thorough, Effort::Utmost] {
            for length in [0_u32, 1, 500, 300_000] {
                // Hardly compressible, so that the first guess at the room it takes is too small.
                let bytes: Vec<u8> = (0..length).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
                let mut back = Vec::new();
                ZlibDecoder::new(&deflate(&bytes, effort)[..]).read_to_end(&mut back).unwrap();
                assert_eq!(back, bytes, "{effort:?} {length}");
            }
        }
    }
}
