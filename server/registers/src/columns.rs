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

/// The columns of a suppliers file, in the order they are written.
pub const SUPPLIER_COLUMNS: [&str; 10] =
    ["inn", "kpp", "name", "short_name", "bic", "bank", "account", "corr_account", "phone", "electronic_from"];

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
}
