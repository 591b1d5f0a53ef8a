package metatextgrad.services.gateway.api;

import java.util.Optional;
import metatextgrad.model.Text;
import metatextgrad.services.gateway.proxy.Denied;

/** Every problem that the API answers with: its type, its status and what to do. */
public enum Problem {
    INVALID_BODY(400, "change what `detail` names"),
    INVALID_PARAMETER(400, "change what `detail` names"),
    INVALID_IDEMPOTENCY_KEY(400, "send 1 to 200 characters"),
    KEY_REQUIRED(401, "send a gateway key"),
    INVALID_GATEWAY_KEY(401, "the key is unknown or was revoked: get another one"),
    NOT_ALLOWED(403, "the key lacks a scope or a project"),
    UNKNOWN_PATH(404, "check the address"),
    UNKNOWN_PROJECT(404, "check the name"),
    UNKNOWN_RUN(404, "check the name"),
    UNKNOWN_VERSION(404, "check the id"),
    UNKNOWN_CONTEST(404, "check the number"),
    UNKNOWN_LABEL(404, "`detail` lists the labels"),
    NO_PROMPTS(
            404, "the project serves nothing until `mtg adapt start`, or the end of its first run"),
    METHOD_NOT_ALLOWED(405, "use a method of `Allow`"),
    ALREADY_DECIDED(409, "look at `decision`, which was made first, and decide again"),
    NOT_APPLICABLE(409, "the state allows no such decision: `detail` states why"),
    NOT_ADAPTING(409, "begin with `mtg adapt start`: else the record would be lost"),
    TABLE_NOT_READ(409, "wait for `Retry-After`: this gateway has not read this table yet"),
    RUN_ENDED(409, "a run that has ended changes no more"),
    BODY_TOO_LARGE(413, "send less"),
    IDEMPOTENCY_KEY_REUSED(422, "use a new key for a new request"),
    RATE_LIMITED(429, "wait for `Retry-After`"),
    TOO_MANY_STREAMS(429, "close unused streams, and wait for `Retry-After`"),
    TOO_MUCH_WAITS(429, "wait for `Retry-After`; the system is behind"),
    GATEWAY_ERROR(500, "see the log of the gateway"),
    OVERLOADED(503, "wait for `Retry-After`: requests in flight take the heap"),
    KAFKA_UNAVAILABLE(503, "wait for `Retry-After`, and send the request again"),
    STATE_UNAVAILABLE(503, "wait for `Retry-After`: this gateway has not read the state yet");

    private final int status;
    private final String advice;

    Problem(int status, String advice) {
        this.status = status;
        this.advice = advice;
    }

    public int status() {
        return status;
    }

    /** What a client does about it, for the documentation. */
    public String advice() {
        return advice;
    }

    /** Its last part of the type, such as {@code unknown-label}. */
    public String code() {
        return Text.kebab(this);
    }

    /** Returns the problem with this code, which may have underscores; empty if there is none. */
    static Optional<Problem> of(String code) {
        for (Problem one : values())
            if (one.name().equalsIgnoreCase(code.replace('-', '_'))) return Optional.of(one);
        return Optional.empty();
    }

    /**
     * Returns the refusal of a request.
     *
     * @param detail one line for the client
     */
    public Denied denied(String detail) {
        return new Denied(status, code(), detail);
    }
}
