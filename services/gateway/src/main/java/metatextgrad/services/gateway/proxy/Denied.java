package metatextgrad.services.gateway.proxy;

import metatextgrad.services.gateway.tables.ServedTable;
import org.jspecify.annotations.Nullable;

/** Thrown for a request that the gateway itself refuses. The message is one line for the client. */
public final class Denied extends RuntimeException {
    private final int status;
    private final String code;
    private final @Nullable String field;
    private final int retryAfter;

    /**
     * @param status of the response, 400 to 599
     * @param code a word for programs, such as {@code unknown_label}
     * @param field the field of the request at fault; null if it is none
     */
    public Denied(int status, String code, String message, @Nullable String field) {
        this(status, code, message, field, 0);
    }

    private Denied(int status, String code, String message, @Nullable String field, int seconds) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
        retryAfter = seconds;
    }

    public Denied(int status, String code, String message) {
        this(status, code, message, null);
    }

    /** Returns the same refusal, which may end after some seconds. */
    public Denied retryAfter(int seconds) {
        return new Denied(status, code, String.valueOf(getMessage()), field, seconds);
    }

    /** A label that the table of a project does not have. */
    public static Denied unknownLabel(ServedTable table, String label) {
        return new Denied(
                404,
                "unknown_label",
                "project `%s` has no label `%s`; it has %s"
                        .formatted(
                                table.project(),
                                label,
                                String.join(", ", table.sortedLabels().keySet())));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }

    /** Seconds after which the client may try again; 0 if nothing states it. */
    public int retryAfter() {
        return retryAfter;
    }
}
