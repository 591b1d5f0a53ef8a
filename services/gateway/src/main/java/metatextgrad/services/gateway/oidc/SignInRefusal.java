package metatextgrad.services.gateway.oidc;

import metatextgrad.model.Text;
import metatextgrad.services.gateway.proxy.Denied;

/** Why a provider's sign-in ends without a session: a line for the person, each. */
public enum SignInRefusal {
    PROVIDER_UNAVAILABLE(
            503, "the sign-in provider gives no valid answer: try again later, or sign in by key"),
    NOT_BEGUN_HERE(
            403, "this sign-in did not begin in this browser, or was used before: sign in again"),
    TOO_LATE(403, "this sign-in took more than ten minutes: sign in again"),
    REFUSED(403, "the sign-in provider refused this sign-in: sign in again, or by key"),
    OTHER_ISSUER(403, "the answer comes from another provider than the one of this gateway"),
    OTHER_CLIENT(403, "the provider's token is for another application than this gateway"),
    OTHER_SIGN_IN(403, "the provider's token is for another sign-in: sign in again"),
    EXPIRED(403, "the provider's token has expired: sign in again"),
    NOT_SIGNED(403, "the provider's token has no valid signature of the provider"),
    INVALID(403, "the provider's token is not valid for this gateway"),
    NO_SUBJECT(403, "the provider's token does not name a person"),
    NO_ACCESS(403, "this account has no access: the gateway's file gives none of its groups any");

    private final int status;
    private final String reason;

    SignInRefusal(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    /** Returns the refusal of a request. */
    public Denied denied() {
        return new Denied(status, Text.kebab(this), reason);
    }
}
