package metatextgrad.services.gateway.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import metatextgrad.services.gateway.settings.OidcRules;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the provider states of itself, read when it is needed first, and again after an hour. One
 * thread at a time reads it, and none within five seconds of a failure: anyone can open the page
 * that needs it. The provider's keys are read again when a token has an unknown one. Thread-safe.
 */
final class ProviderMetadata {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderMetadata.class);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int TIMEOUT = 5_000;
    private static final int MOST_BYTES = 1 << 20;

    /** Signatures that only the provider can make: neither {@code none} nor those of a secret. */
    private static final Set<JWSAlgorithm> SIGNED =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known known;

    /** The issuer that gave no metadata, and until when it is not asked; guarded by the lock. */
    private @Nullable Failed failed;

    ProviderMetadata(InstantSource clock) {
        this.clock = clock;
    }

    /** A provider, and what checks its tokens. */
    record Known(
            OidcRules rules,
            OIDCProviderMetadata provider,
            IDTokenValidator tokens,
            Instant until) {}

    private record Failed(String issuer, Instant until) {}

    /** Returns what was read last, without a request. */
    Optional<Known> last(OidcRules rules) {
        Known last = known;
        return last != null && last.rules.isSameClient(rules)
                ? Optional.of(last)
                : Optional.empty();
    }

    /**
     * Returns what the provider states, an older statement if it gives none now.
     *
     * @throws metatextgrad.services.gateway.proxy.Denied if it never gave one
     */
    Known of(OidcRules rules) {
        Optional<Known> fresh = fresh(rules);
        if (fresh.isPresent()) return fresh.get();
        reading.lock();
        try {
            return fresh(rules).orElseGet(() -> readAgain(rules));
        } finally {
            reading.unlock();
        }
    }

    private Optional<Known> fresh(OidcRules rules) {
        return last(rules).filter(last -> clock.instant().isBefore(last.until));
    }

    private Known readAgain(OidcRules rules) {
        Failed before = failed;
        boolean pauses =
                before != null
                        && before.issuer.equals(rules.issuer())
                        && clock.instant().isBefore(before.until);
        if (!pauses) {
            try {
                Known read = read(rules);
                known = read;
                return read;
            } catch (IOException | GeneralException e) {
                LOG.warn(
                        "no metadata of the sign-in provider {}: {}",
                        rules.issuer(),
                        e.getMessage());
                failed = new Failed(rules.issuer(), clock.instant().plus(PAUSE));
            }
        }
        return last(rules).orElseThrow(SignInRefusal.PROVIDER_UNAVAILABLE::denied);
    }

    private Known read(OidcRules rules) throws IOException, GeneralException {
        Issuer issuer = new Issuer(rules.issuer());
        OIDCProviderMetadata provider = OIDCProviderMetadata.resolve(issuer, TIMEOUT, TIMEOUT);
        if (provider.getAuthorizationEndpointURI() == null
                || provider.getTokenEndpointURI() == null
                || provider.getJWKSetURI() == null)
            throw new GeneralException("an endpoint is missing");
        IDTokenValidator tokens =
                new IDTokenValidator(
                        issuer,
                        new ClientID(rules.client()),
                        new JWSVerificationKeySelector<>(SIGNED, keys(provider)),
                        null);
        return new Known(rules, provider, tokens, clock.instant().plus(FRESH));
    }

    private static JWKSource<SecurityContext> keys(OIDCProviderMetadata provider)
            throws MalformedURLException {
        URL url = provider.getJWKSetURI().toURL();
        return JWKSourceBuilder.create(
                        url, new DefaultResourceRetriever(TIMEOUT, TIMEOUT, MOST_BYTES))
                // It would need a thread of its own.
                .refreshAheadCache(false)
                .build();
    }
}
