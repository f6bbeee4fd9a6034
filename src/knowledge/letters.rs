//! Letters and digits of eight bytes told at once.

/// The highest bit of each byte.
pub const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// Eight bytes, and the highest bit of each that is a capital, a small letter or a digit of ASCII.
pub struct Eight {
    /// The bytes, the first one lowest.
    pub bytes: u64,
    /// Capitals.
    pub upper: u64,
    /// Small letters.
    pub small: u64,
    digits: u64,
}

impl Eight {
    /// Those of `bytes`.
    #[inline]
    pub fn of(bytes: u64) -> Self {
        const EACH: u64 = 0x0101_0101_0101_0101;
        // The highest bit of each byte of `bytes`, which has none, from `first` to `last`.
        let within = |bytes: u64, first: u8, last: u8| {
            let from = bytes + EACH * u64::from(0x80 - first);
            let behind = bytes + EACH * u64::from(0x7F - last);
            from & !behind
        };
        let ascii = bytes & !HIGH_BITS;
        let plain = !bytes & HIGH_BITS;
        let letters = within(ascii | (EACH * 0x20), b'a', b'z') & plain;
        // What parts small letters from capitals is one bit.
        let small = letters & (bytes << 2);
        Self { bytes, upper: letters ^ small, small, digits: within(ascii, b'0', b'9') & plain }
    }

    /// The highest bit of each other byte.
    #[inline]
    pub fn others(&self) -> u64 {
        !(self.upper | self.small | self.digits) & HIGH_BITS
    }

    /// The bytes with small letters for capitals.
    #[inline]
    pub fn lower(&self) -> u64 {
        self.bytes | self.upper >> 2
    }
}
