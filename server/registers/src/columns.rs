//! The columns of the two files, in the order they are written, and their places in that order.
//! Not here: what may stand in a column (see `register` and `suppliers`).

/// The columns of a register, in the order of the print run and of generated files.
pub const COLUMNS: [&str; 22] = [
    "period",
    "account",
    "els",
    "city",
    "street",
    "house",
    "flat",
    "holder",
    "area",
    "residents",
    "supplier_inn",
    "service",
    "unit",
    "volume",
    "tariff",
    "opening",
    "charged",
    "recalculation",
    "benefit",
    "penalty",
    "paid",
    "total",
];

pub(crate) const PERIOD: usize = 0;
pub(crate) const ACCOUNT: usize = 1;
pub(crate) const ELS: usize = 2;
pub(crate) const CITY: usize = 3;
pub(crate) const STREET: usize = 4;
pub(crate) const HOUSE: usize = 5;
pub(crate) const FLAT: usize = 6;
pub(crate) const HOLDER: usize = 7;
pub(crate) const AREA: usize = 8;
pub(crate) const RESIDENTS: usize = 9;
pub(crate) const SUPPLIER_INN: usize = 10;
pub(crate) const SERVICE: usize = 11;
pub(crate) const UNIT: usize = 12;
pub(crate) const VOLUME: usize = 13;
pub(crate) const TARIFF: usize = 14;
pub(crate) const OPENING: usize = 15;
pub(crate) const CHARGED: usize = 16;
pub(crate) const RECALCULATION: usize = 17;
pub(crate) const BENEFIT: usize = 18;
pub(crate) const PENALTY: usize = 19;
pub(crate) const PAID: usize = 20;
pub(crate) const TOTAL: usize = 21;

/// Columns that a register may also have, in any place: meters, reference data, recalculations, instalments.
pub const DETAIL_COLUMNS: [&str; 10] = [
    "method",
    "meter",
    "reading_before",
    "reading_now",
    "norm",
    "house_reading",
    "house_volume",
    "recalculation_reason",
    "instalment",
    "instalment_rest",
];

pub(crate) const METHOD: usize = 22;
pub(crate) const METER: usize = 23;
pub(crate) const READING_BEFORE: usize = 24;
pub(crate) const READING_NOW: usize = 25;
pub(crate) const NORM: usize = 26;
pub(crate) const HOUSE_READING: usize = 27;
pub(crate) const HOUSE_VOLUME: usize = 28;
pub(crate) const RECALCULATION_REASON: usize = 29;
pub(crate) const INSTALMENT: usize = 30;
pub(crate) const INSTALMENT_REST: usize = 31;

/// All columns of a register that are read: the required ones and after them the details.
pub(crate) const ALL_COLUMNS: [&str; COLUMNS.len() + DETAIL_COLUMNS.len()] = joined(COLUMNS, DETAIL_COLUMNS);

/// The columns of a suppliers file, in the order they are written.
pub const SUPPLIER_COLUMNS: [&str; 10] =
    ["inn", "kpp", "name", "short_name", "bic", "bank", "account", "corr_account", "phone", "electronic_from"];

/// Columns that a suppliers file may also have: how the payment QR is written.
pub const SUPPLIER_QR_COLUMNS: [&str; 3] = ["qr_encoding", "qr_fields", "qr_category"];

pub(crate) const ALL_SUPPLIER_COLUMNS: [&str; SUPPLIER_COLUMNS.len() + SUPPLIER_QR_COLUMNS.len()] =
    joined(SUPPLIER_COLUMNS, SUPPLIER_QR_COLUMNS);

const fn joined<const A: usize, const B: usize, const ALL: usize>(
    first: [&'static str; A],
    then: [&'static str; B],
) -> [&'static str; ALL] {
    let mut all = [""; ALL];
    let mut at = 0;
    while at < ALL {
        all[at] = if at < A { first[at] } else { then[at - A] };
        at += 1;
    }
    all
}

pub(crate) mod supplier {
    pub(crate) const INN: usize = 0;
    pub(crate) const KPP: usize = 1;
    pub(crate) const NAME: usize = 2;
    pub(crate) const SHORT_NAME: usize = 3;
    pub(crate) const BIC: usize = 4;
    pub(crate) const BANK: usize = 5;
    pub(crate) const ACCOUNT: usize = 6;
    pub(crate) const CORR_ACCOUNT: usize = 7;
    pub(crate) const PHONE: usize = 8;
    pub(crate) const ELECTRONIC_FROM: usize = 9;
    pub(crate) const QR_ENCODING: usize = 10;
    pub(crate) const QR_FIELDS: usize = 11;
    pub(crate) const QR_CATEGORY: usize = 12;
}
