//! The file format of a trained network.
//!
//! | part | bytes |
//! | --- | --- |
//! | magic `DLsyntax` | 8 |
//! | version of the container, version of the features | 1 + 1 |
//! | length of the header | 4, little-endian as everything |
//! | header: lines of fields between tabs | as said |
//! | [`checksum`] of the payload | 8 |
//! | payload: the tensors in the order of the header | the rest |
//!
//! The lines of the header: `manifest KEY VALUE` (what a reader of the file should know), `tags` and `relations` with
//! the classes in their order (`tags NOUN NN⇥VERB VBD…`), `tensor NAME TYPE ROWS COLUMNS`. What each tensor is for, the
//! [`network`](super::network) says.

use super::rows::VERSION;
use super::{Deprel, Upos, Xpos};

const MAGIC: &[u8] = b"DLsyntax";
const CONTAINER: u8 = 1;

/// What the numbers of a tensor are, row by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One f32 step, then i8: a number is an i8 times the step.
    Q8,
    F32,
    U8,
    /// Rising numbers below 2^24 as distances to the one before, the first to 0: all low bytes, all middle, all high.
    U24,
}

impl Kind {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Q8, "q8"), (Self::F32, "f32"), (Self::U8, "u8"), (Self::U24, "u24")];

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|kind| kind.1 == text).map(|kind| kind.0)
    }

    fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|kind| kind.0 == self).map_or("", |kind| kind.1)
    }

    /// Bytes of a tensor of that many numbers.
    fn bytes(self, numbers: usize) -> Option<usize> {
        match self {
            Self::Q8 => numbers.checked_add(4),
            Self::F32 => numbers.checked_mul(4),
            Self::U8 => Some(numbers),
            Self::U24 => numbers.checked_mul(3),
        }
    }
}

/// A named matrix as it is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tensor<'m> {
    pub name: &'m str,
    pub kind: Kind,
    pub rows: usize,
    pub columns: usize,
    pub bytes: &'m [u8],
}

impl<'m> Tensor<'m> {
    /// The step and the i8 of a [`Kind::Q8`].
    pub fn q8(&self) -> Option<(f32, &'m [u8])> {
        let (step, values) = self.bytes.split_first_chunk().filter(|_| self.kind == Kind::Q8)?;
        let step = f32::from_le_bytes(*step);
        step.is_finite().then_some((step, values))
    }

    /// The numbers of a [`Kind::F32`].
    pub fn f32(&self) -> Option<Vec<f32>> {
        let (numbers, rest) = self.bytes.as_chunks();
        let numbers: Vec<f32> = numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        let good = self.kind == Kind::F32 && rest.is_empty() && numbers.iter().all(|n| n.is_finite());
        good.then_some(numbers)
    }

    /// The numbers of a [`Kind::U24`].
    pub fn u24(&self) -> Option<Vec<u32>> {
        let planes = self.bytes.len() / 3;
        if self.kind != Kind::U24 || planes * 3 != self.bytes.len() {
            return None;
        }
        let (low, rest) = self.bytes.split_at(planes);
        let (middle, high) = rest.split_at(planes);
        let mut numbers = Vec::with_capacity(planes);
        let mut number = 0;
        for ((&low, &middle), &high) in low.iter().zip(middle).zip(high) {
            let distance = u32::from_le_bytes([low, middle, high, 0]);
            number += distance;
            if number >= 1 << 24 || distance == 0 && !numbers.is_empty() {
                return None;
            }
            numbers.push(number);
        }
        Some(numbers)
    }
}

/// Rising numbers below 2^24 as the bytes of a [`Kind::U24`].
pub fn u24_bytes(numbers: &[u32]) -> Vec<u8> {
    let before = [0].into_iter().chain(numbers.iter().copied());
    let distances: Vec<[u8; 4]> =
        numbers.iter().zip(before).map(|(number, before)| (number - before).to_le_bytes()).collect();
    (0..3).flat_map(|byte| distances.iter().map(move |distance| distance[byte])).collect()
}

/// What is in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Container<'m> {
    pub manifest: Vec<(&'m str, &'m str)>,
    pub tags: Vec<(Upos, Xpos)>,
    pub relations: Vec<Deprel>,
    pub tensors: Vec<Tensor<'m>>,
}

impl<'m> Container<'m> {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong with it: nothing of a broken file or of another version is read.
    pub fn read(bytes: &'m [u8]) -> Result<Self, &'static str> {
        let bytes = bytes.strip_prefix(MAGIC).ok_or("no network of Dateline")?;
        let (versions, bytes) = bytes.split_first_chunk().ok_or("cut off")?;
        if *versions != [CONTAINER, VERSION] {
            return Err("a network of another version");
        }
        let (length, bytes) = bytes.split_first_chunk().ok_or("cut off")?;
        let (header, bytes) =
            bytes.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or("cut off")?;
        let (sum, mut payload) = bytes.split_first_chunk().ok_or("cut off")?;
        if u64::from_le_bytes(*sum) != checksum(payload) {
            return Err("the checksum is another");
        }
        let header = std::str::from_utf8(header).map_err(|_| "the header is no UTF-8")?;
        let mut container = Self::default();
        for line in header.lines() {
            container.read_line(line, &mut payload).ok_or("a line of the header makes no sense")?;
        }
        if payload.is_empty() { Ok(container) } else { Err("more bytes than tensors") }
    }

    /// Reads a line of the header; a tensor takes its bytes from the payload.
    fn read_line(&mut self, line: &'m str, payload: &mut &'m [u8]) -> Option<()> {
        let mut fields = line.split('\t');
        match fields.next()? {
            "manifest" => self.manifest.push((fields.next()?, fields.next()?)),
            "tags" => {
                for class in fields.by_ref() {
                    let (upos, xpos) = class.split_once(' ')?;
                    self.tags.push((Upos::parse(upos)?, Xpos::parse(xpos)?));
                }
            }
            "relations" => {
                for relation in fields.by_ref() {
                    self.relations.push(Deprel::parse(relation)?);
                }
            }
            "tensor" => {
                let (name, kind) = (fields.next()?, Kind::parse(fields.next()?)?);
                let (rows, columns) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
                let bytes;
                (bytes, *payload) =
                    payload.split_at_checked(kind.bytes(usize::checked_mul(rows, columns)?)?)?;
                self.tensors.push(Tensor { name, kind, rows, columns, bytes });
            }
            _ => return None,
        }
        fields.next().is_none().then_some(())
    }

    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let mut header = String::new();
        for (key, value) in &self.manifest {
            header += &format!("manifest\t{key}\t{value}\n");
        }
        header += "tags";
        self.tags.iter().for_each(|(upos, xpos)| header += &format!("\t{} {}", upos.as_str(), xpos.as_str()));
        header += "\nrelations";
        self.relations.iter().for_each(|relation| header += &format!("\t{}", relation.as_str()));
        header += "\n";
        for Tensor { name, kind, rows, columns, .. } in &self.tensors {
            header += &format!("tensor\t{name}\t{}\t{rows}\t{columns}\n", kind.as_str());
        }
        let payload: Vec<u8> = self.tensors.iter().flat_map(|tensor| tensor.bytes).copied().collect();
        let mut file = [MAGIC, &[CONTAINER, VERSION], &(header.len() as u32).to_le_bytes()].concat();
        file.extend(header.bytes());
        file.extend(checksum(&payload).to_le_bytes());
        file.extend(payload);
        file
    }

    /// The tensor of that name.
    pub fn tensor(&self, name: &str) -> Option<&Tensor<'m>> {
        self.tensors.iter().find(|tensor| tensor.name == name)
    }
}

/// FNV-1a of 64 bits over words of 64 bits, the last one filled up with zeros.
pub fn checksum(bytes: &[u8]) -> u64 {
    let add = |sum: u64, word: [u8; 8]| (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01B3);
    let (words, rest) = bytes.as_chunks();
    let sum = words.iter().fold(0xCBF2_9CE4_8422_2325, |sum, word| add(sum, *word));
    if rest.is_empty() {
        return sum;
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    add(sum, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container() -> Container<'static> {
        let tensor = |name, kind, rows, columns, bytes| Tensor { name, kind, rows, columns, bytes };
        Container {
            manifest: vec![("trained on", "three sentences"), ("seed", "1")],
            tags: vec![(Upos::Noun, Xpos::Nn), (Upos::Punct, Xpos::OpenQuote)],
            relations: vec![Deprel::AclRelcl, Deprel::Root],
            tensors: vec![
                tensor("keys", Kind::U24, 3, 1, &[5, 1, 0, 0, 1, 0, 0, 0, 255]),
                tensor("word", Kind::Q8, 1, 2, &[0, 0, 0, 63, 1, 255]),
                tensor("bias", Kind::F32, 1, 1, &[0, 0, 128, 191]),
                tensor("codes", Kind::U8, 1, 3, &[1, 2, 3]),
            ],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let container = container();
        let bytes = container.write();
        assert_eq!(Container::read(&bytes).as_ref(), Ok(&container));
        assert_eq!(container.tensor("word").unwrap().q8(), Some((0.5, &[1, 255][..])));
        assert_eq!(container.tensor("bias").unwrap().f32().unwrap(), [-1.0]);
        assert_eq!(container.tensor("keys").unwrap().u24().unwrap(), [5, 262, 16_711_942]);
        assert_eq!(u24_bytes(&[5, 262, 16_711_942]), container.tensor("keys").unwrap().bytes);
        assert_eq!(container.tensor("other"), None);
    }

    #[test]
    fn a_tensor_is_of_one_kind_and_its_numbers_make_sense() {
        let container = container();
        let [keys, word, bias, codes] = container.tensors[..] else { panic!("four tensors") };
        assert!(keys.q8().is_none() && codes.q8().is_none() && codes.u24().is_none() && word.f32().is_none());
        assert!(Tensor { bytes: &[5, 0, 0, 0, 0, 0], ..keys }.u24().is_none(), "5 twice");
        assert!(Tensor { bytes: &[255, 1, 255, 0, 255, 0], ..keys }.u24().is_none(), "2^24 and more");
        assert!(Tensor { bytes: &[0, 0, 128, 127], ..bias }.f32().is_none(), "infinity");
        assert!(Tensor { bytes: &[0, 0, 192, 127, 1, 2], ..word }.q8().is_none(), "no number");
    }

    #[test]
    fn a_broken_file_is_not_read() {
        let bytes = container().write();
        for end in 0..bytes.len() {
            assert!(Container::read(&bytes[..end]).is_err(), "cut at {end}");
        }
        let header = 14 + u32::from_le_bytes([bytes[10], bytes[11], bytes[12], bytes[13]]) as usize;
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            // In the header a flipped bit can make another name; it must not do more than that.
            assert!(Container::read(&flipped).is_err() || (14..header).contains(&(bit / 8)), "bit {bit}");
        }
        assert!(Container::read(&[&bytes[..], &[0]].concat()).is_err());
    }

    #[test]
    fn the_checksum_is_of_the_format() {
        assert_eq!(checksum(b""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(checksum(&[0; 3]), checksum(&[0; 8]));
        assert_eq!(checksum(&[0; 8]), 0xAF63_BD4C_8601_B7DF);
    }
}
