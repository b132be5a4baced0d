//! What the cabinet knows of a person, as a file of their own; and the end of a cabinet.
//! Not here: the page around the file (see `kvitok`).

use crate::access::{ResidentOf, Visitor};
use crate::queue::{Channel, Matter};
use crate::reauth::Proof;
use crate::settings_letter::SettingsMatter;
use crate::{Cabinet, Outcome};
use domain::id::ResidentId;
use domain::view::PaymentState;
use serde_json::{Value, json};
use storage::grants::GrantRow;
use storage::{
    Tx, accounts, choices, consents, contact_changes, grants, holders, messages, passkeys, payments, push_devices,
    residents, second_factors, sessions, suppliers,
};

/// Payments of an account in the file: far above what anybody makes.
const PAYMENTS: i64 = 10_000;

fn state(state: PaymentState) -> &'static str {
    match state {
        PaymentState::Pending => "pending",
        PaymentState::Paid => "paid",
        PaymentState::Failed => "failed",
    }
}

impl Cabinet {
    /// A moment as the file has it: `2026-11-22T12:00:00+07:00`.
    fn written(&self, ms: i64) -> String {
        self.settings.local(ms).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// Everything about the person, without secrets: no password, no token, no code.
    pub async fn own_data(&self, visitor: &Visitor) -> Outcome<Value> {
        let resident = self.resident(visitor).await?;
        let row = resident.row();
        let at = |ms: Option<i64>| ms.map(|ms| self.written(ms));
        let mut tx = self.db.read().await?;
        let held = self.own_accounts(&mut tx, row.id).await?;
        let consents: Vec<Value> = consents::list_of_resident(&mut tx, row.id)
            .await?
            .into_iter()
            .map(|consent| {
                json!({
                    "number": consent.seq,
                    "kind": consent.kind,
                    "made_at": self.written(consent.made_at),
                    "evidence": serde_json::from_str::<Value>(&consent.body).unwrap_or_default(),
                })
            })
            .collect();
        let sessions: Vec<Value> = sessions::list_of_resident(&mut tx, row.id, self.now())
            .await?
            .into_iter()
            .map(|session| {
                json!({
                    "browser": session.user_agent,
                    "began_at": self.written(session.created_at),
                    "last_used_at": self.written(session.seen_at),
                })
            })
            .collect();
        let devices: Vec<Value> = push_devices::list_of_resident(&mut tx, row.id)
            .await?
            .into_iter()
            // Not its address at the push service: with it anybody else's server could be made to talk to it.
            .map(|device| json!({ "told_by_push_since": self.written(device.made_at), "language": device.language }))
            .collect();
        let keys: Vec<Value> = passkeys::list_of_resident(&mut tx, row.id)
            .await?
            .into_iter()
            .map(|key| json!({ "made_at": self.written(key.made_at), "made_on": key.user_agent, "last_used_at": at(key.used_at) }))
            .collect();
        let (given, open) = self.own_grants(&mut tx, row.id).await?;
        let messages: Vec<Value> = messages::list_of_resident(&mut tx, row.id)
            .await?
            .into_iter()
            .map(|message| {
                json!({
                    "channel": message.channel,
                    "kind": message.kind,
                    "to": message.recipient,
                    "state": message.state,
                    "queued_at": self.written(message.queued_at),
                    "changed_at": self.written(message.changed_at),
                })
            })
            .collect();
        let app = second_factors::find(&mut tx, row.id).await?.and_then(|factor| factor.enabled_at);
        Ok(json!({
            "made_at": self.written(self.now()),
            "by": self.settings.agent.name,
            "person": {
                "email": row.email,
                "email_confirmed_at": at(row.email_confirmed_at),
                "email_failing_since": at(row.email_failing_at),
                "phone": row.phone,
                "phone_confirmed_at": at(row.phone_confirmed_at),
                "registered_at": self.written(row.created_at),
                "has_password": row.password_hash.is_some(),
                "authenticator_app_since": at(app),
            },
            "accounts": held,
            "access_given": given,
            "access_to_others": open,
            "consents": consents,
            "sessions": sessions,
            "passkeys": keys,
            "push_devices": devices,
            "messages": messages,
        }))
    }

    /// Who sees the person's receipts, and whose receipts the person sees.
    async fn own_grants(&self, tx: &mut Tx, resident: ResidentId) -> Outcome<(Vec<Value>, Vec<Value>)> {
        let grant = |grant: GrantRow, who: &str, contact: Option<String>| {
            json!({
                "name": who,
                "invited_by": contact,
                "may": grant.role.as_str(),
                "copies_of_letters": grant.letters,
                "made_at": self.written(grant.created_at),
                "accepted_at": grant.accepted_at.map(|at| self.written(at)),
                "last_visit_at": grant.last_seen_at.map(|at| self.written(at)),
            })
        };
        let given =
            grants::list_given(tx, resident, self.now()).await?.into_iter().filter(|row| row.holder == Some(resident));
        let given = given.map(|row| grant(row.clone(), &row.close_name, Some(row.invited))).collect();
        let open = grants::list_of_close(tx, resident).await?.into_iter();
        Ok((given, open.map(|row| grant(row.clone(), &row.holder_name, None)).collect()))
    }

    /// The accounts a person holds, with their choices and payments.
    async fn own_accounts(&self, tx: &mut Tx, resident: ResidentId) -> Outcome<Vec<Value>> {
        let names: Vec<(domain::id::SupplierId, String)> =
            suppliers::list(tx).await?.into_iter().map(|row| (row.id, row.supplier.short_name)).collect();
        let mut held = Vec::new();
        for holder in holders::list_of_resident(tx, resident).await? {
            let Some(account) = accounts::find(tx, holder.account_id).await? else { continue };
            let chosen: Vec<Value> = choices::list(tx, account.id, account.id)
                .await?
                .into_iter()
                .map(|choice| {
                    json!({
                        "supplier": names.iter().find(|(id, _)| *id == choice.supplier).map(|(_, name)| name),
                        "mode": match choice.choice.mode {
                            domain::Mode::Electronic => "electronic",
                            domain::Mode::Paper => "paper",
                        },
                        "from": choice.choice.effective_from.to_string(),
                    })
                })
                .collect();
            let paid: Vec<Value> = payments::list_of_account(tx, account.id, None, PAYMENTS)
                .await?
                .into_iter()
                .map(|payment| {
                    json!({
                        "period": payment.period.to_string(),
                        "amount": payment.amount.plain(),
                        "state": state(payment.state),
                        "opened_at": self.written(payment.opened_at),
                    })
                })
                .collect();
            held.push(json!({
                "number": account.number,
                "address": account.address().one_line(),
                "bound_at": self.written(holder.bound_at),
                "proof": holder.proof,
                "sms_notices": holder.sms_notices,
                "choices": chosen,
                "payments": paid,
            }));
        }
        Ok(held)
    }

    /// Closes the cabinet: paper comes back where nobody else is reached by e-mail, the accounts are let go, every
    /// session ends, contacts and password are forgotten. Consents and choices stay: they are evidence.
    pub async fn close_cabinet(&self, visitor: &Visitor, proof: Proof<'_>) -> Outcome<()> {
        let resident = self.resident(visitor).await?;
        self.check_proof(&resident, proof).await?;
        let (who, now) = (resident.id(), self.now());
        let mut tx = self.db.write().await?;
        for holder in holders::list_of_resident(&mut tx, who).await? {
            let reach = holders::list_reach(&mut tx, holder.account_id, holder.account_id).await?;
            if reach.iter().any(|other| other.resident_id != who && other.reachable) {
                continue;
            }
            let Some(account) = accounts::find(&mut tx, holder.account_id).await? else { continue };
            let of = ResidentOf::closing(resident.clone(), account, holder);
            self.return_in(&mut tx, visitor, &of).await?;
        }
        if resident.row().email_confirmed_at.is_some() {
            let matter = Matter::Settings { what: SettingsMatter::Closed };
            let letter = self.message(Channel::Email, (&resident.row().email, who), &matter, &now.to_string(), now);
            messages::insert_all(&mut tx, &[letter], now).await?;
        }
        holders::delete_all_of(&mut tx, who).await?;
        sessions::delete_all_of(&mut tx, who).await?;
        second_factors::delete(&mut tx, who).await?;
        passkeys::delete_all_of(&mut tx, who).await?;
        contact_changes::end_all_of(&mut tx, who, now).await?;
        residents::forget_contacts(&mut tx, who).await?;
        tx.commit().await?;
        Ok(())
    }
}
