/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

export type Answer = 'agree' | 'disagree';

export type BookingStatus = 'awaiting_guardian' | 'awaiting_decision' | 'accepted' | 'refused' | 'withdrawn' | 'expired' | 'finished';

export type CertificationKind = '2de-pro' | 'cap' | 'bac-pro' | 'bp' | 'mc' | 'bma' | 'btm' | 'bts' | 'but' | 'deust' | 'licence' | 'licence-pro' | 'engineer' | 'master' | '2de-gt' | 'bac-general' | 'bac-techno' | 'title' | 'other';

export type Confidence = 'official' | 'documented' | 'curated' | 'inferred';

export type DisagreementReason = 'cost' | 'dates' | 'house' | 'not_told' | 'other_plan' | 'other';

export type Entry = 'first_year' | 'premiere';

export type GuardianState = 'not_needed' | 'to_collect' | 'to_confirm' | 'received' | 'disagreed';

export type LearnerStatus = 'school' | 'apprenticeship' | 'continuing' | 'vae';

export type LinkState = 'open' | 'expired' | 'answered' | 'over';

export type MayChange = 'now' | 'sign_in_again' | 'shared' | 'unavailable';

export type NightState = 'free' | 'few' | 'waiting' | 'closed';

export type Persona = 'student' | 'apprentice' | 'guardian' | 'counsellor' | 'boarding' | 'company' | 'director' | 'admin';

export type Procedure = 'affelnet' | 'parcoursup' | 'direct';

export type ProgressionKind = 'continuation' | 'bridge' | 'common_year' | 'reorientation' | 'return_to_study' | 'vae';

export type ReportCategory = 'wrong_data' | 'broken' | 'accessibility' | 'unclear' | 'other';

export type RoleName = 'student' | 'apprentice' | 'guardian' | 'counsellor' | 'boarding_manager' | 'education_assistant' | 'facility_manager' | 'company_tutor' | 'operational_director' | 'administrator';

export type ScopeKind = 'campus' | 'institution' | 'house' | 'facility' | 'company';

export type SearchKind = 'certification' | 'job' | 'institution' | 'programme' | 'house' | 'facility' | 'stage' | 'commune' | 'sector';

export type SessionKind = 'personal' | 'staff' | 'short';

export type Tone = 'go' | 'wait' | 'stop' | 'neutral';

export type Track = 'vocational' | 'apprenticeship' | 'continuing' | 'higher' | 'general';

export type Transport = 'ble' | 'cable' | 'hybrid' | 'internal' | 'nfc' | 'smart-card' | 'usb';

export type TravelMode = 'foot' | 'bike' | 'coach' | 'train' | 'boarding';

export type Visitor = 'nobody' | 'student' | 'minor' | 'possible' | 'declared';
