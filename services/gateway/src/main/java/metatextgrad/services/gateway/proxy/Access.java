package metatextgrad.services.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import metatextgrad.model.ProjectId;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.services.gateway.settings.GatewayKey;
import metatextgrad.services.gateway.settings.GatewayRules;
import metatextgrad.services.gateway.settings.KeyLimits;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.upstream.UpstreamServer;

/** The sender of a request, by its key: one of the model server, or a gateway key. */
public sealed interface Access {
    /** The header that has the key. */
    String HEADER = "Authorization";

    /** Its value before the key. */
    String BEARER = "Bearer ";

    /** A gateway key, also within quotes. */
    Pattern KEY = Pattern.compile("(?<![A-Za-z0-9_-])" + GatewayKey.PREFIX);

    /** Where clients of other protocols send a key. */
    List<String> OTHERS = List.of("api-key", "x-api-key");

    /**
     * The client's own key, which the model server checks.
     *
     * @param header as the client sent it; empty if it sent none
     */
    record OwnKey(String header) implements Access {
        private String key() {
            String key = bearer(header);
            return key.isEmpty() ? "none" : key;
        }
    }

    /** A valid gateway key. */
    record Granted(GatewayKey key) implements Access {}

    /**
     * Returns who sends this request.
     *
     * @throws Denied if it has a gateway key that is not valid
     */
    static Access of(HttpServletRequest request, GatewayRules rules) {
        // However it is written, a gateway key must not reach a model server.
        for (String other : OTHERS)
            if (Collections.list(request.getHeaders(other)).stream().anyMatch(Access::isOurs))
                throw new Denied(
                        401,
                        "invalid_gateway_key",
                        "send the gateway key as `Authorization: Bearer`, not as `%s`"
                                .formatted(other));
        String header = request.getHeader(HEADER);
        if (header == null) return new OwnKey("");
        if (!isOurs(header)) return new OwnKey(header);
        return rules.key(bearer(header))
                .<Access>map(Granted::new)
                .orElseThrow(
                        () ->
                                new Denied(
                                        401,
                                        "invalid_gateway_key",
                                        "this gateway key is unknown or was revoked: ask the operator of the gateway for another one"));
    }

    private static boolean isOurs(String header) {
        return header.contains(GatewayKey.PREFIX) && KEY.matcher(header).find();
    }

    private static String bearer(String header) {
        boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? header.substring(BEARER.length()).strip() : "";
    }

    /**
     * Requires that this sender may call models.
     *
     * @throws Denied if not
     */
    default void requireServe() {
        if (this instanceof Granted(GatewayKey key) && !key.allows(Scope.SERVE))
            throw forbidden("the gateway key `%s` has no scope `serve`".formatted(key.name()));
    }

    /**
     * Requires that this sender may call the models of a project on this server.
     *
     * @throws Denied if not
     */
    default void requireServe(ProjectId project, UpstreamServer server) {
        switch (this) {
            case Granted(GatewayKey key) -> {
                if (!key.allows(Scope.SERVE, project))
                    throw forbidden(
                            "the gateway key `%s` may not serve project `%s`"
                                    .formatted(key.name(), project));
            }
            case OwnKey own -> {
                if (!server.isDefault())
                    throw forbidden(
                            "project `%s` has a model server of its own: use a gateway key, because your key is for another server"
                                    .formatted(project));
            }
        }
    }

    /**
     * Counts a request of a gateway key.
     *
     * @throws Denied if the key sends too much
     */
    default void requireRate(KeyLimits limits, GatewayRules rules) {
        if (!(this instanceof Granted(GatewayKey key))) return;
        int wait = limits.take(key, rules);
        if (wait > 0) throw new Denied(429, "rate_limit_exceeded", key.tooFast()).retryAfter(wait);
    }

    /** Returns the header for the model server; empty for none. */
    default String upstream(UpstreamServer server) {
        return switch (this) {
            case OwnKey own -> own.header();
            case Granted granted -> BEARER + server.key().current();
        };
    }

    /** Returns a client of this server with the key of this sender. */
    default OpenAiModel client(UpstreamServer server) {
        return switch (this) {
            case OwnKey own -> server.client().withKey(ApiKey.ofClient(own.key()));
            case Granted granted -> server.client();
        };
    }

    private static Denied forbidden(String message) {
        return new Denied(403, "not_allowed", message);
    }
}
