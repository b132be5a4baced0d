//! «Устройства»: who is signed in as the same person, and the way to end that.
//! Not here: what a session is (see `access`).

use crate::access::{Visitor, session_hash};
use crate::{Cabinet, Failure, Outcome};
use domain::device::Device;
use domain::view::{DeviceRow, Moment};
use storage::sessions;
use uuid::Uuid;

impl Cabinet {
    /// A moment as pages show it, on the clocks of the agent's town.
    pub(crate) fn moment(&self, ms: i64) -> Moment {
        let local = self.settings.local(ms);
        let small = |number: i8| u8::try_from(number).unwrap_or(0);
        Moment { date: self.day_of(ms), hour: small(local.hour()), minute: small(local.minute()) }
    }

    /// The devices of the person, the last used first.
    pub async fn devices(&self, visitor: &Visitor) -> Outcome<Vec<DeviceRow>> {
        let resident = self.resident(visitor).await?;
        let this = session_hash(visitor);
        let mut tx = self.db.read().await?;
        let rows = sessions::list_of_resident(&mut tx, resident.id(), self.now()).await?;
        Ok(rows
            .into_iter()
            .map(|row| DeviceRow {
                id: row.public_id.to_string(),
                device: Device::parse(&row.user_agent),
                since: self.moment(row.created_at),
                seen: self.moment(row.seen_at),
                this: this.is_some_and(|this| row.token_hash == this),
            })
            .collect())
    }

    /// Ends a session of the person. One that is gone, or is somebody else's, is nothing to end.
    pub async fn end_device(&self, visitor: &Visitor, id: &str) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let id: Uuid = id.parse().map_err(|_| Failure::NotFound)?;
        let mut tx = self.db.write().await?;
        sessions::delete_of(&mut tx, resident.id(), id).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Ends every session of the person but the one that asks.
    pub async fn end_other_devices(&self, visitor: &Visitor) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        let this = session_hash(visitor).ok_or(Failure::SignIn)?;
        let mut tx = self.db.write().await?;
        sessions::delete_others_of(&mut tx, resident.id(), &this).await?;
        tx.commit().await?;
        Ok(())
    }
}
