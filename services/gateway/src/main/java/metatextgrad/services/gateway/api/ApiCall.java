package metatextgrad.services.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import metatextgrad.json.Ids;
import metatextgrad.json.Suggestions;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Text;
import metatextgrad.services.gateway.proxy.Access;
import metatextgrad.services.gateway.proxy.Bodies;
import metatextgrad.services.gateway.proxy.RequestRoom;
import metatextgrad.services.gateway.settings.GatewayKey;
import metatextgrad.services.gateway.settings.GatewayRules;
import metatextgrad.services.gateway.settings.KeyLimits;
import metatextgrad.services.gateway.settings.KeyStreams;
import metatextgrad.services.gateway.settings.LiveRules;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.traces.HttpTraces;
import metatextgrad.services.gateway.views.ApiJson;
import metatextgrad.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/** A request of the API: its key, its parts and its answer. For one thread. */
public final class ApiCall {
    /** The largest body, in bytes: more than any valid task has. */
    public static final int MAX_BODY = 1 << 20;

    private static final int MAX_KEY = 200;

    private final Context context;
    private final LiveRules rules;
    private final KeyStreams streams;
    private final RequestRoom.Place room;
    private final GatewayKey key;

    /**
     * Checks the key of a request, and counts it.
     *
     * @throws metatextgrad.services.gateway.proxy.Denied if the key is none, or sends too much
     */
    ApiCall(
            Context context,
            LiveRules rules,
            KeyLimits limits,
            KeyStreams streams,
            RequestRoom.Place room) {
        this.context = context;
        this.room = room;
        this.rules = rules;
        this.streams = streams;
        GatewayRules now = rules.now();
        key = key(now);
        int wait = limits.take(key, now);
        if (wait > 0) throw Problem.RATE_LIMITED.denied(key.tooFast()).retryAfter(wait);
    }

    private GatewayKey key(GatewayRules now) {
        return switch (Access.of(context.req(), now)) {
            case Access.Granted(GatewayKey granted) -> granted;
            case Access.OwnKey own ->
                    throw Problem.KEY_REQUIRED.denied(
                            "send a gateway key: `Authorization: Bearer %s...`"
                                    .formatted(GatewayKey.PREFIX));
        };
    }

    /** Returns the counts of open streams. */
    KeyStreams streams() {
        return streams;
    }

    Context context() {
        return context;
    }

    /** Returns the name of the key. */
    String sender() {
        return key.name();
    }

    /** Returns who sends a command, and in which trace. */
    CommandSender operator() {
        return new CommandSender(key.name(), trace());
    }

    /** Returns the trace of what the request causes. */
    TraceContext trace() {
        return HttpTraces.of(context.req());
    }

    GatewayKey key() {
        return key;
    }

    /**
     * Whether the key is valid with the same rights, which a long answer has to check.
     *
     * @throws metatextgrad.services.gateway.proxy.Denied if it was revoked
     */
    boolean isStillAllowed() {
        return Access.of(context.req(), rules.now()) instanceof Access.Granted(GatewayKey now)
                && now.equals(key);
    }

    /**
     * @throws metatextgrad.services.gateway.proxy.Denied if the key lacks the scope
     */
    void require(Scope scope) {
        if (!key.allows(scope))
            throw Problem.NOT_ALLOWED.denied(
                    "the gateway key `%s` has no scope `%s`".formatted(key.name(), name(scope)));
    }

    /**
     * @throws metatextgrad.services.gateway.proxy.Denied if the key lacks the scope for the project
     */
    void require(Scope scope, ProjectId project) {
        if (!key.allows(scope, project))
            throw Problem.NOT_ALLOWED.denied(
                    "the gateway key `%s` has no scope `%s` for project `%s`"
                            .formatted(key.name(), name(scope), project));
    }

    private static String name(Scope scope) {
        return Text.lower(scope);
    }

    /** Returns a project that the path names. */
    ProjectId project() {
        return projectOf(context.pathParam("project"));
    }

    /** Returns the project that the query names, which the key has to read; null for none. */
    @Nullable ProjectId projectOrAll() {
        String name = query("project");
        if (name == null) return null;
        ProjectId project = projectOf(name);
        require(Scope.READ, project);
        return project;
    }

    private static ProjectId projectOf(String name) {
        return parameter(name, value -> new ProjectId(Ids.check("project", value)));
    }

    /** Returns a part of the path. */
    <T> T path(String name, Function<String, T> read) {
        return parameter(context.pathParam(name), read);
    }

    /**
     * Refuses a query with other parameters: a misspelt one would be ignored.
     *
     * @throws metatextgrad.services.gateway.proxy.Denied if there is one
     */
    void requireQuery(List<String> known) {
        for (String name : context.queryParamMap().keySet())
            if (!known.contains(name))
                throw Problem.INVALID_PARAMETER.denied(
                        known.isEmpty()
                                ? "this request has no query parameters: remove `%s`"
                                        .formatted(name)
                                : "no query parameter is called `%s`.%s Known: %s"
                                        .formatted(
                                                name,
                                                Suggestions.didYouMean(name, known),
                                                String.join(", ", known)));
    }

    /** Returns a field of the query; null if it is not there. */
    @Nullable String query(String name) {
        return context.queryParam(name);
    }

    static <T> T parameter(String value, Function<String, T> read) {
        try {
            return read.apply(value);
        } catch (IllegalArgumentException e) {
            throw Problem.INVALID_PARAMETER.denied(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the body as text. */
    String body() throws IOException {
        byte[] body = Bodies.read(context.req(), MAX_BODY, room::body);
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw Problem.INVALID_BODY.denied("the body must be UTF-8");
        }
    }

    /** Returns what a body states. */
    static <T> T read(Supplier<T> body) {
        try {
            return body.get();
        } catch (IllegalArgumentException e) {
            throw Problem.INVALID_BODY.denied(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the key by which a request may be repeated; null if there is none. */
    @Nullable String idempotencyKey() {
        String once = context.req().getHeader("Idempotency-Key");
        if (once != null && (once.isBlank() || once.length() > MAX_KEY))
            throw Problem.INVALID_IDEMPOTENCY_KEY.denied(
                    "Idempotency-Key must have 1 to %d characters".formatted(MAX_KEY));
        return once;
    }

    /** Answers with a view. */
    void send(int status, Object view) throws IOException {
        send(status, "application/json", ApiJson.write(view).getBytes(UTF_8));
    }

    void send(int status, String type, byte[] body) throws IOException {
        context.res().setStatus(status);
        context.res().setContentType(type);
        context.res().getOutputStream().write(body);
    }

    /** Answers with a view that a client may keep until it changes. */
    void sendTagged(String json, String caching) throws IOException {
        String tag = "\"" + ContentHash.of("etag", json) + "\"";
        context.res().setHeader("ETag", tag);
        context.res().setHeader("Cache-Control", caching);
        if (isKnown(tag)) context.res().setStatus(304);
        else send(200, "application/json", json.getBytes(UTF_8));
    }

    private boolean isKnown(String tag) {
        String known = context.req().getHeader("If-None-Match");
        if (known == null) return false;
        for (String one : known.split(",", -1)) {
            String bare = one.strip();
            if (bare.startsWith("W/")) bare = bare.substring(2);
            if (bare.equals(tag) || bare.equals("*")) return true;
        }
        return false;
    }
}
