package metatextgrad.services.gateway.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import metatextgrad.services.gateway.oidc.PendingSignIns.PendingSignIn;
import metatextgrad.services.gateway.oidc.ProviderMetadata.Known;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.settings.OidcRules;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks an ID token, and reads who it names. Logs and messages never have a part of it. */
record IdTokenCheck(InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(IdTokenCheck.class);

    /** The standard limits a subject so; others would hide something in lists and logs. */
    private static final Pattern SUBJECT = Pattern.compile("[!-~]{1,255}");

    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{C}<>\"]{1,64}@[\\w.-]{1,253}");

    /**
     * Returns who the token names.
     *
     * @throws Denied if it is not for this sign-in
     */
    ProviderPerson require(JWT token, PendingSignIn signIn, Known provider) {
        try {
            IDTokenClaimsSet claims = provider.tokens().validate(token, signIn.nonce());
            if (isOfAnotherParty(claims, signIn.rules()))
                throw refused(SignInRefusal.OTHER_CLIENT, signIn);
            return person(claims, signIn);
        } catch (BadJOSEException e) {
            throw refused(why(token, e, signIn), signIn);
        } catch (JOSEException e) {
            LOG.warn(
                    "no keys of the sign-in provider {}: {}",
                    signIn.rules().issuer(),
                    e.getClass().getSimpleName());
            throw SignInRefusal.PROVIDER_UNAVAILABLE.denied();
        }
    }

    private static Denied refused(SignInRefusal why, PendingSignIn signIn) {
        LOG.warn("refuse an ID token of {}: {}", signIn.rules().issuer(), why);
        return why.denied();
    }

    /** A token for several clients names the one that got it, which the SDK does not check. */
    private static boolean isOfAnotherParty(IDTokenClaimsSet claims, OidcRules rules) {
        AuthorizedParty party = claims.getAuthorizedParty();
        return party == null
                ? claims.getAudience().size() > 1
                : !party.getValue().equals(rules.client());
    }

    /** The SDK has one exception for all claims. */
    private SignInRefusal why(JWT token, BadJOSEException e, PendingSignIn signIn) {
        if (token instanceof PlainJWT || !(e instanceof BadJWTException))
            return SignInRefusal.NOT_SIGNED;
        try {
            JWTClaimsSet claims = token.getJWTClaimsSet();
            if (!signIn.rules().issuer().equals(claims.getIssuer()))
                return SignInRefusal.OTHER_ISSUER;
            if (!claims.getAudience().contains(signIn.rules().client()))
                return SignInRefusal.OTHER_CLIENT;
            if (!signIn.nonce().getValue().equals(claims.getStringClaim("nonce")))
                return SignInRefusal.OTHER_SIGN_IN;
            Date expires = claims.getExpirationTime();
            return expires != null && expires.toInstant().isBefore(clock.instant())
                    ? SignInRefusal.EXPIRED
                    : SignInRefusal.INVALID;
        } catch (ParseException unreadable) {
            return SignInRefusal.NOT_SIGNED;
        }
    }

    private static ProviderPerson person(IDTokenClaimsSet claims, PendingSignIn signIn) {
        OidcRules rules = signIn.rules();
        String subject = claims.getSubject().getValue();
        if (!SUBJECT.matcher(subject).matches()) throw refused(SignInRefusal.NO_SUBJECT, signIn);
        return new ProviderPerson(
                rules,
                name(claims, subject),
                groups(claims.getClaim(rules.claim())),
                claims.getExpirationTime().toInstant());
    }

    /** A person may have typed the address of another one, so only a verified one counts. */
    private static String name(IDTokenClaimsSet claims, String subject) {
        String email = claims.getStringClaim("email");
        boolean verified = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
        String id = "oidc:" + subject;
        return verified && email != null && EMAIL.matcher(email).matches()
                ? "%s (%s)".formatted(email.toLowerCase(Locale.ROOT), id)
                : id;
    }

    private static List<String> groups(@Nullable Object claim) {
        return switch (claim) {
            case String one -> List.of(one);
            case List<?> all ->
                    all.stream().filter(String.class::isInstance).map(String.class::cast).toList();
            case null, default -> List.of();
        };
    }
}
