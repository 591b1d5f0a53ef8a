package metatextgrad.services.gateway.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.services.gateway.oidc.PendingSignIns.PendingSignIn;
import metatextgrad.services.gateway.oidc.ProviderMetadata.Known;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.settings.OidcRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console as a client of an OpenID Connect provider. Thread-safe. */
public final class OidcClient {
    /** Where the provider sends a person back to. */
    public static final String RETURN_PATH = "/sign-in/oidc/return";

    /** Where the provider sends a person who has signed out there. */
    private static final String SIGNED_OUT_PATH = "/sign-in";

    private static final Logger LOG = LoggerFactory.getLogger(OidcClient.class);
    private static final int TIMEOUT = 10_000;

    private final ApiKey secret;
    private final ProviderMetadata metadata;
    private final PendingSignIns pending;
    private final IdTokenCheck check;

    /**
     * @param secret of the client at the provider
     */
    public OidcClient(ApiKey secret, InstantSource clock) {
        this.secret = secret;
        metadata = new ProviderMetadata(clock);
        pending = new PendingSignIns(clock);
        check = new IdTokenCheck(clock);
    }

    /**
     * A sign-in that has begun.
     *
     * @param provider the page where it continues
     * @param browser what the browser has to send with the answer
     * @param length how long it may take
     */
    public record Begun(URI provider, String browser, Duration length) {}

    /**
     * A sign-in that has ended well.
     *
     * @param to where the person wanted to go
     */
    public record Finished(ProviderPerson person, String to) {}

    /**
     * Begins a sign-in.
     *
     * @throws Denied if the provider does not answer
     */
    public Begun begin(OidcRules rules, String to) {
        OIDCProviderMetadata provider = metadata.of(rules).provider();
        PendingSignIn begun = pending.begin(rules, to);
        URI request =
                new AuthenticationRequest.Builder(
                                ResponseType.CODE,
                                Scope.parse(rules.scope()),
                                new ClientID(rules.client()),
                                here(rules, RETURN_PATH))
                        .endpointURI(provider.getAuthorizationEndpointURI())
                        .state(begun.state())
                        .nonce(begun.nonce())
                        .codeChallenge(begun.verifier(), CodeChallengeMethod.S256)
                        .build()
                        .toURI();
        return new Begun(request, begun.browser(), PendingSignIns.LENGTH);
    }

    /**
     * Finishes a sign-in.
     *
     * @param query of the request with which the provider sends the person back
     * @param browser what the browser got at the beginning
     * @throws Denied if it is not the answer to a sign-in of this browser
     */
    public Finished finish(OidcRules rules, String query, String browser) {
        AuthenticationResponse answer = answer(rules, query);
        PendingSignIn begun = pending.take(answer.getState().getValue(), browser);
        if (!begun.rules().isSameClient(rules)) throw SignInRefusal.NOT_BEGUN_HERE.denied();
        Known provider = metadata.of(rules);
        Issuer from = answer.getIssuer();
        if (from == null
                ? provider.provider().supportsAuthorizationResponseIssuerParam()
                : !from.getValue().equals(rules.issuer()))
            throw refused(rules, SignInRefusal.OTHER_ISSUER, "another issuer answers");
        if (!answer.indicatesSuccess())
            throw refused(
                    rules, SignInRefusal.REFUSED, code(answer.toErrorResponse().getErrorObject()));
        AuthorizationCode code = answer.toSuccessResponse().getAuthorizationCode();
        if (code == null) throw refused(rules, SignInRefusal.REFUSED, "there is no code");
        return new Finished(
                check.require(token(code, begun, provider.provider()), begun, provider),
                begun.to());
    }

    /**
     * Returns the page of the provider that ends the session there too; empty if it has none. The
     * address names the client but has no token: addresses are in logs and histories.
     */
    public Optional<URI> signOut(OidcRules rules) {
        Map<String, List<String>> parameters =
                Map.of(
                        "client_id",
                        List.of(rules.client()),
                        "post_logout_redirect_uri",
                        List.of(here(rules, SIGNED_OUT_PATH).toString()));
        String query = URLUtils.serializeParameters(new TreeMap<>(parameters));
        return metadata.last(rules)
                .map(known -> known.provider().getEndSessionEndpointURI())
                .map(page -> page + (page.getRawQuery() == null ? "?" : "&") + query)
                .map(URI::create);
    }

    private static AuthenticationResponse answer(OidcRules rules, String query) {
        try {
            AuthenticationResponse answer =
                    AuthenticationResponseParser.parse(
                            here(rules, RETURN_PATH), URLUtils.parseParameters(query));
            if (answer.getState() != null) return answer;
        } catch (ParseException e) {
            LOG.debug("no answer of a sign-in provider: {}", e.getClass().getSimpleName());
        }
        throw SignInRefusal.NOT_BEGUN_HERE.denied();
    }

    private JWT token(AuthorizationCode code, PendingSignIn begun, OIDCProviderMetadata provider) {
        OidcRules rules = begun.rules();
        HTTPRequest request =
                new TokenRequest.Builder(
                                provider.getTokenEndpointURI(),
                                authentication(rules, provider),
                                new AuthorizationCodeGrant(
                                        code, here(rules, RETURN_PATH), begun.verifier()))
                        .build()
                        .toHTTPRequest();
        request.setConnectTimeout(TIMEOUT);
        request.setReadTimeout(TIMEOUT);
        request.setFollowRedirects(false);
        try {
            TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
            if (answer instanceof OIDCTokenResponse tokens
                    && tokens.getOIDCTokens().getIDToken() != null)
                return tokens.getOIDCTokens().getIDToken();
            throw refused(rules, SignInRefusal.REFUSED, why(answer));
        } catch (IOException | ParseException e) {
            // Their messages may have parts of a token.
            LOG.warn(
                    "no tokens of the sign-in provider {}: {}",
                    rules.issuer(),
                    e.getClass().getSimpleName());
            throw SignInRefusal.PROVIDER_UNAVAILABLE.denied();
        }
    }

    private static Denied refused(OidcRules rules, SignInRefusal refusal, String why) {
        LOG.warn("the sign-in provider {} refuses a sign-in: {}", rules.issuer(), why);
        return refusal.denied();
    }

    /** Returns a code of the protocol, such as {@code invalid_client} for a wrong secret. */
    private static String why(TokenResponse answer) {
        if (answer.indicatesSuccess()) return "there is no ID token";
        return code(answer.toErrorResponse().getErrorObject());
    }

    private static String code(ErrorObject error) {
        String code = error.getCode();
        return code != null && code.matches("\\w{1,64}") ? code : "no reason";
    }

    private ClientAuthentication authentication(OidcRules rules, OIDCProviderMetadata provider) {
        ClientID client = new ClientID(rules.client());
        Secret password = new Secret(secret.current());
        List<ClientAuthenticationMethod> known = provider.getTokenEndpointAuthMethods();
        return known == null || known.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? new ClientSecretBasic(client, password)
                : new ClientSecretPost(client, password);
    }

    private static URI here(OidcRules rules, String path) {
        return URI.create(rules.console() + path);
    }
}
