//! Suppliers and services: the small dictionaries that statements point into.
//! Not here: reading their files.

use crate::db::on;
use crate::{Result, StorageError, Tx};
use domain::id::SupplierId;
use domain::{Inn, Period, QrEncoding, QrField, QrOptions, Supplier};

/// A supplier with its row number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplierRow {
    /// Row number.
    pub id: SupplierId,
    /// The supplier.
    pub supplier: Supplier,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    inn: String,
    kpp: String,
    name: String,
    short_name: String,
    bic: String,
    bank: String,
    account: String,
    corr_account: String,
    phone: String,
    electronic_from: Option<i64>,
    qr_encoding: String,
    qr_fields: String,
    qr_category: String,
}

impl TryFrom<Row> for SupplierRow {
    type Error = StorageError;
    fn try_from(row: Row) -> Result<Self> {
        let wrong = |what: &str| StorageError::Inconsistent { table: "supplier", what: format!("{what} of row {}", row.id) };
        Ok(Self {
            id: SupplierId(row.id),
            supplier: Supplier {
                inn: Inn::parse(&row.inn).map_err(|_| wrong("inn"))?,
                electronic_from: row
                    .electronic_from
                    .map(Period::from_i64)
                    .transpose()
                    .map_err(|_| wrong("electronic_from"))?,
                kpp: row.kpp,
                name: row.name,
                short_name: row.short_name,
                bic: row.bic,
                bank: row.bank,
                account: row.account,
                corr_account: row.corr_account,
                phone: row.phone,
                qr: QrOptions {
                    encoding: match row.qr_encoding.as_str() {
                        "auto" => QrEncoding::Auto,
                        "windows-1251" => QrEncoding::Windows1251,
                        "utf-8" => QrEncoding::Utf8,
                        _ => return Err(wrong("qr_encoding")),
                    },
                    fields: fields_of(&row.qr_fields).ok_or_else(|| wrong("qr_fields"))?,
                    category: row.qr_category,
                },
            },
        })
    }
}

fn fields_of(text: &str) -> Option<Vec<QrField>> {
    let field = |name: &str| QrField::ALL.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
    text.split_whitespace().map(field).collect()
}

fn fields_text(fields: &[QrField]) -> String {
    let names = fields.iter().filter_map(|field| QrField::ALL.iter().find(|(_, known)| known == field));
    names.map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
}

/// All suppliers, in the order in which they were entered.
pub async fn list(tx: &mut Tx) -> Result<Vec<SupplierRow>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as("select * from supplier order by id").fetch_all(c).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Enters a supplier, or replaces everything of the one with the same INN.
pub async fn upsert(tx: &mut Tx, supplier: &Supplier) -> Result<()> {
    let sql =
        "insert into supplier (id, inn, kpp, name, short_name, bic, bank, account, corr_account, phone, electronic_from,
            qr_encoding, qr_fields, qr_category)
        values ((select coalesce(max(id), 0) + 1 from supplier), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (inn) do update set kpp = excluded.kpp, name = excluded.name, short_name = excluded.short_name,
            bic = excluded.bic, bank = excluded.bank, account = excluded.account, corr_account = excluded.corr_account,
            phone = excluded.phone, electronic_from = excluded.electronic_from, qr_encoding = excluded.qr_encoding,
            qr_fields = excluded.qr_fields, qr_category = excluded.qr_category";
    let encoding = match supplier.qr.encoding {
        QrEncoding::Auto => "auto",
        QrEncoding::Windows1251 => "windows-1251",
        QrEncoding::Utf8 => "utf-8",
    };
    on!(tx, c => sqlx::query(sql)
        .bind(supplier.inn.as_str())
        .bind(&supplier.kpp)
        .bind(&supplier.name)
        .bind(&supplier.short_name)
        .bind(&supplier.bic)
        .bind(&supplier.bank)
        .bind(&supplier.account)
        .bind(&supplier.corr_account)
        .bind(&supplier.phone)
        .bind(supplier.electronic_from.map(Period::to_i64))
        .bind(encoding)
        .bind(fields_text(&supplier.qr.fields))
        .bind(&supplier.qr.category)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// A service with its unit.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ServiceRow {
    /// Row number.
    pub id: i64,
    /// `Отопление`.
    pub name: String,
    /// `Гкал`.
    pub unit: String,
}

/// All services that registers have named.
pub async fn list_services(tx: &mut Tx) -> Result<Vec<ServiceRow>> {
    Ok(on!(tx, c => sqlx::query_as("select id, name, unit from service order by id").fetch_all(c).await)?)
}

/// Enters a service and answers its row number.
pub async fn insert_service(tx: &mut Tx, name: &str, unit: &str) -> Result<i64> {
    let sql = "insert into service (id, name, unit)
        values ((select coalesce(max(id), 0) + 1 from service), $1, $2) returning id";
    Ok(on!(tx, c => sqlx::query_scalar(sql).bind(name).bind(unit).fetch_one(c).await)?)
}
