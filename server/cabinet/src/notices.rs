//! Notices by kind and channel: what comes by SMS and push beside the letters. Only what is really sent can be chosen.
//! Not here: the letters and SMS themselves.

use crate::access::Visitor;
use crate::{Cabinet, Outcome};
use domain::MobilePhone;
use domain::id::AccountId;
use domain::view::{AddressNotices, NoticesPage};
use storage::{accounts, holders, push_devices, wishes};

impl Cabinet {
    /// What the person gets.
    pub async fn notices(&self, visitor: &Visitor) -> Outcome<NoticesPage> {
        let resident = self.resident(visitor).await?;
        let row = resident.row();
        let mut tx = self.db.read().await?;
        let mut addresses = Vec::new();
        for holder in holders::list_of_resident(&mut tx, row.id).await? {
            if let Some(account) = accounts::find(&mut tx, holder.account_id).await? {
                let address = account.address().one_line();
                addresses.push(AddressNotices { id: account.id, address, sms: holder.sms_notices });
            }
        }
        let wish = wishes::find(&mut tx, row.id).await?;
        let any = addresses.iter().any(|address| address.sms);
        Ok(NoticesPage {
            email: row.email.clone(),
            phone: MobilePhone::parse(&row.phone).map_or_else(|_| String::new(), |phone| phone.shown()),
            phone_confirmed: row.phone_confirmed_at.is_some(),
            changes_sms: wish.changes_sms.unwrap_or(any),
            remind: wish.remind.unwrap_or(false),
            addresses,
            push_key: self.push_key.to_string(),
            push_devices: push_devices::list_of_resident(&mut tx, row.id).await?.len(),
        })
    }

    /// Remembers which addresses have SMS about new charges, of all that the person holds, and whether changes by others
    /// are told by SMS, and whether a letter reminds of the "pay by" day. Accounts of somebody else are passed over.
    pub async fn set_notices(&self, visitor: &Visitor, charges: &[AccountId], by_others: bool, remind: bool) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let mut tx = self.db.write().await?;
        for holder in holders::list_of_resident(&mut tx, resident.id()).await? {
            let wanted = charges.contains(&holder.account_id);
            holders::set_sms_notices(&mut tx, resident.id(), holder.account_id, wanted).await?;
        }
        wishes::set_changes_sms(&mut tx, resident.id(), by_others).await?;
        wishes::set_remind(&mut tx, resident.id(), remind).await?;
        tx.commit().await?;
        Ok(())
    }
}
