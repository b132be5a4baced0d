//! The number of an order as it comes in addresses: nothing else may become a part of a file's name.
//! Not here: how it is made (see `cabinet`).

use std::fmt;

/// 32 to 64 hexadecimal digits in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderId(String);

impl OrderId {
    /// Takes exactly what the cabinet makes.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        (hex && (32..=64).contains(&text.len())).then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hexadecimal_digits_are_an_order() {
        for good in ["0123456789abcdef0123456789abcdef", &"f".repeat(64)] {
            assert_eq!(OrderId::parse(good).map(|id| id.to_string()).as_deref(), Some(good));
        }
        for bad in [
            "",
            "0123456789abcdef0123456789abcde",
            &"f".repeat(65),
            "0123456789ABCDEF0123456789ABCDEF",
            "../../../../../etc/passwd00000000",
            "0123456789abcdef/0123456789abcdef",
            "0123456789abcdef0123456789abcde\0",
            "0123456789abcdef0123456789abcdеf",
        ] {
            assert_eq!(OrderId::parse(bad), None, "{bad}");
        }
    }
}
