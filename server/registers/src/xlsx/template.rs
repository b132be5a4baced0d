//! The columns of the ГИС ЖКХ template of payment documents that are read, by their headers in it.
//! Not here: what is made of them (see `gis`).

use super::headers::{Field, Need};

/// Sheet «Разделы 1-2»: a row for each document and payee.
pub(super) mod document {
    use super::{Field, Need, field};

    pub(crate) const SERVICE_ID: usize = 0;
    pub(crate) const NUMBER: usize = 1;
    pub(crate) const PERIOD: usize = 2;
    pub(crate) const AREA: usize = 3;
    pub(crate) const RESIDENTS: usize = 4;
    pub(crate) const DEBT: usize = 5;
    pub(crate) const ADVANCE: usize = 6;
    pub(crate) const PAID: usize = 7;
    pub(crate) const TOTAL: usize = 8;
    pub(crate) const BIC: usize = 9;
    pub(crate) const ACCOUNT: usize = 10;
    pub(crate) const REQUISITE: usize = 11;
    pub(crate) const PENALTIES: usize = 12;
    pub(crate) const OGRN: usize = 13;
    pub(crate) const KPP: usize = 14;
    pub(crate) const REPAIR_TARIFF: usize = 15;
    pub(crate) const REPAIR_CHARGED: usize = 16;
    pub(crate) const REPAIR_RECALCULATION: usize = 17;
    pub(crate) const REPAIR_BENEFIT: usize = 18;
    pub(crate) const REPAIR_REASON: usize = 19;
    pub(crate) const REPAIR_TOTAL: usize = 20;

    pub(crate) const FIELDS: [Field; 21] = [
        field("Идентификатор ЖКУ", "идентификатор+жку", Need::Must),
        field("Номер платежного документа", "номер+платежного документа+!идентификатор|номер пд", Need::Must),
        field("Расчетный период (ММ.ГГГГ)", "период+мм гггг|=расчетный период|=период", Need::Must),
        field("Общая площадь для ЛС", "общая площадь", Need::Warn),
        field("Количество проживающих", "количество проживающих|число проживающих", Need::Warn),
        field("Задолженность за предыдущие периоды", "задолженность+предыдущ|=задолженность", Need::Must),
        field("Аванс на начало расчетного периода", "аванс", Need::Must),
        field("Оплачено денежных средств, руб.", "оплачено", Need::Warn),
        field(
            "Итого к оплате за расчетный период c учетом задолженности/переплаты, руб.",
            "итого+учетом+задолженност+!рассчитано",
            Need::Must,
        ),
        field("БИК банка", "бик", Need::Must),
        field("Расчетный счет", "расчетный счет|=р с", Need::Must),
        field("Номер платежного реквизита", "номер+реквизита", Need::May),
        field("Итого к оплате по неустойкам и судебным издержкам", "итого+неустойк", Need::Warn),
        field("Поставщик услуги ОГРН", "поставщик+огрн", Need::May),
        field("Поставщик услуги КПП", "поставщик+кпп", Need::May),
        field("Размер взноса на кв.м, руб.", "размер взноса", Need::May),
        field("Всего начислено за расчетный период, руб.", "всего начислено+!рассчитано", Need::May),
        field("Перерасчеты всего, руб.", "перерасчеты всего", Need::May),
        field("Льготы, субсидии, руб.", "льготы", Need::May),
        field("Основания перерасчетов", "основания перерасчетов", Need::May),
        field(
            "Итого к оплате за расчетный период, руб.",
            "итого к оплате за расчетный период+!услугам+!учетом+!неустойк+!рассчитано+!по всему",
            Need::May,
        ),
    ];
}

/// Sheet «Разделы 3-6»: a row for each service of a document.
pub(super) mod service {
    use super::{Field, Need, field};

    pub(crate) const NUMBER: usize = 0;
    pub(crate) const SERVICE: usize = 1;
    pub(crate) const UNIT: usize = 2;
    pub(crate) const METHOD: usize = 3;
    pub(crate) const VOLUME: usize = 4;
    pub(crate) const COMMON_VOLUME: usize = 5;
    pub(crate) const TARIFF: usize = 6;
    pub(crate) const CHARGED: usize = 7;
    pub(crate) const SURCHARGE: usize = 8;
    pub(crate) const RECALCULATION: usize = 9;
    pub(crate) const BENEFIT: usize = 10;
    pub(crate) const NORM: usize = 11;
    pub(crate) const READING: usize = 12;
    pub(crate) const HOUSE_READING: usize = 13;
    pub(crate) const HOUSE_VOLUME: usize = 14;
    pub(crate) const HOUSE_COMMON_VOLUME: usize = 15;
    pub(crate) const REASON: usize = 16;
    pub(crate) const INSTALMENT_NOW: usize = 17;
    pub(crate) const INSTALMENT_BEFORE: usize = 18;
    pub(crate) const INTEREST: usize = 19;
    pub(crate) const TOTAL: usize = 20;
    pub(crate) const OGRN: usize = 21;
    pub(crate) const KPP: usize = 22;
    pub(crate) const REQUISITE: usize = 23;

    pub(crate) const FIELDS: [Field; 24] = [
        field("Номер платежного документа", "номер+платежного документа|номер пд", Need::Must),
        field("Услуга", "услуга", Need::Must),
        field("Единица измерения", "измерения+!тариф|=ед|=ед изм", Need::Warn),
        field("Индивидуальное потребление - Способ определения объемов КУ", "индивидуальное+способ", Need::Warn),
        field("Индивидуальное потребление - Объем, площадь, количество", "индивидуальное+количество", Need::Must),
        field(
            "Общедомовые нужды - Объем, площадь, количество",
            "общедомов+количество|содержании общего+количество",
            Need::May,
        ),
        field("Тариф", "тариф", Need::Must),
        field("Всего начислено за расчетный период, руб.", "всего начислено+!рассчитано", Need::Must),
        field("Размер превышения платы", "размер превышения", Need::May),
        field("Перерасчеты всего, руб.", "перерасчеты всего", Need::Must),
        field("Льготы, субсидии, руб.", "льготы", Need::Must),
        field("Норматив потребления - в жилых помещениях", "норматив+жилых помещениях", Need::Warn),
        field("Текущие показания - индивидуальных", "показания+индивидуальных", Need::Warn),
        field("Текущие показания - коллективных", "показания+коллективных", Need::Warn),
        field("Суммарный объем - в помещениях дома", "суммарный объем+помещениях дома", Need::May),
        field("Суммарный объем - в целях содержания", "суммарный объем+содержания", Need::May),
        field("Основания перерасчетов", "основания перерасчетов", Need::Warn),
        field("С учетом рассрочки - от платы за расчетный период", "рассрочки+от платы за расчетный", Need::May),
        field("С учетом рассрочки - от платы за предыдущие", "рассрочки+от платы за предыдущие", Need::May),
        field("Проценты за рассрочку - руб.", "проценты за рассрочку+руб", Need::May),
        field("Итого к оплате за расчетный период, руб. - Всего", "итого к оплате+!рассчитано+!т ч", Need::Must),
        field("Поставщик услуги ОГРН", "поставщик+огрн", Need::May),
        field("Поставщик услуги КПП", "поставщик+кпп", Need::May),
        field("Номер платежного реквизита", "номер+реквизита", Need::May),
    ];
}

const fn field(name: &'static str, known_by: &'static str, need: Need) -> Field {
    Field { name, known_by, need }
}
