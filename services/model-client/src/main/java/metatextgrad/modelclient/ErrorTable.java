package metatextgrad.modelclient;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Reply.TryAgain.Reach;
import metatextgrad.llm.Usage;
import metatextgrad.model.Causes;
import metatextgrad.model.Failure;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;
import org.jspecify.annotations.Nullable;

/** Maps the error of an attempt to a reply (RELIABILITY §3.2). Thread-safe. */
public final class ErrorTable {
    private static final String NO_PATH = ": is OPENAI_BASE_URL right? Most end in /v1";
    private static final Set<String> NO_MONEY =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "insufficient_balance");
    private static final Set<String> CONTENT =
            Set.of(
                    "content_filter",
                    "content_policy_violation",
                    "context_length_exceeded",
                    "string_above_max_length");

    /** Many servers report it without a code. A gateway that refuses the size does not. */
    private static final Pattern TOO_LONG =
            Pattern.compile(
                    "(?i)context[ _-]?(?:length|window|size)|maximum context|too many tokens"
                            + "|(?:prompt|input|request|messages?) (?:is|are) too long"
                            + "|exceeds? [^.]{0,60}\\btokens?\\b");

    /** vLLM's message about {@code max-tokens}: no text is short enough for it. */
    private static final Pattern NO_ROOM =
            Pattern.compile("(?i)max_(?:completion_)?tokens'? is too large");

    /** OpenAI's message about tokens per minute. */
    private static final Pattern REQUESTED =
            Pattern.compile("Limit:? (\\d{1,18}), Requested:? (\\d{1,18})");

    private final InstantSource clock;

    public ErrorTable(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns whether no server accepted the connection. */
    public static boolean unreachable(Reply reply) {
        return reply instanceof Reply.TryAgain again && again.reach() == Reach.NO_CONNECTION;
    }

    /** Returns whether a server answered, with success or failure. */
    public static boolean serverAnswered(Reply reply) {
        return switch (reply) {
            case Reply.TimedOut late -> false;
            // A broken connection may have been opened before the server became unreachable.
            case Reply.TryAgain again -> again.reach() == Reach.SERVER;
            case Reply.Served served -> true;
            case Reply.NoAnswer failed -> true;
        };
    }

    public Reply reply(Exception failure) {
        ErrorStatus answered = Causes.find(failure, ErrorStatus.class);
        return answered == null ? broken(failure) : answered(answered.reply());
    }

    /**
     * Returns what an error means that a body reports in spite of a status of success: the same as
     * with the status in the body. Without one the model may have worked.
     */
    Reply inBody(ServerReply reply) {
        return answered(reply.withStatusOfError());
    }

    private Reply answered(ServerReply error) {
        int status = error.status();
        String code = error.code();
        String reason = error.reason();
        if (NO_MONEY.contains(code) || status == 402) return new Reply.Unavailable(reason);
        if (unknownModel(status, error)) return new Reply.NoSuchModel(reason);
        // The server's message may contain a part of the key, which is not found as a secret.
        if (status == 401 || status == 403)
            return new Reply.Unavailable((status + " " + code).strip());
        // No such path: every call to this address fails.
        if (status == 404) return new Reply.Unavailable(reason + NO_PATH);
        // Without the counts of this text: equal reasons show that no request is served.
        if (hasNoRoom(error))
            return new Reply.Refused(
                    new Failure.Infrastructure(
                            "max-tokens is too large for the context of the model"));
        if (CONTENT.contains(code) || tooLong(status, error))
            return new Reply.Refused(new Failure.Content(reason));
        return switch (status) {
            case 429 ->
                    exceedsLimit(error)
                            ? new Reply.Refused(new Failure.Infrastructure(reason))
                            : new Reply.RateLimited(reason, after(error));
            case 408, 409, 425 -> new Reply.TryAgain(reason, after(error), false);
            // The server itself reports the failure, so it bills nothing.
            case 500, 502, 503, 529 -> new Reply.TryAgain(reason, after(error), false);
            default -> {
                // A proxy gave up; the model may have answered.
                if (status >= 500) yield new Reply.TryAgain(reason, after(error), true);
                if (status < 300)
                    yield new Reply.Unusable(
                            new Failure.Infrastructure(error.notACompletion()), Usage.NONE);
                // A redirect: the address is wrong.
                if (status < 400) yield new Reply.Unavailable(reason);
                yield new Reply.Refused(new Failure.Infrastructure(reason));
            }
        };
    }

    private static boolean unknownModel(int status, ServerReply error) {
        return error.code().equals("model_not_found")
                || (status == 404 && error.message().toLowerCase(Locale.ROOT).contains("model"));
    }

    /** Returns whether the longest answer that the project allows does not fit into the context. */
    static boolean hasNoRoom(ServerReply error) {
        return error.status() == 400 && NO_ROOM.matcher(error.message()).find();
    }

    private static boolean tooLong(int status, ServerReply error) {
        return (status == 400 || status == 413 || status == 422)
                && TOO_LONG.matcher(error.text()).find();
    }

    /** Returns whether one request exceeds the limit of a minute, so that waiting cannot help. */
    private static boolean exceedsLimit(ServerReply error) {
        Matcher limit = REQUESTED.matcher(error.message());
        return limit.find() && Long.parseLong(limit.group(2)) > Long.parseLong(limit.group(1));
    }

    private static Reply broken(Exception error) {
        if (Causes.find(error, ModelTransport.TooLarge.class) != null) return tooLarge();
        SSLException tls = Causes.find(error, SSLException.class);
        if (tls != null && Causes.find(tls, EOFException.class) == null && !reset(tls))
            return new Reply.Unavailable("TLS: " + line(tls.getMessage()));
        if (Causes.find(error, UnknownServiceException.class) != null)
            return new Reply.Unavailable("no such service: " + line(error.getMessage()));
        if (neverConnected(error))
            return new Reply.TryAgain("no connection: " + name(error), null, Reach.NO_CONNECTION);
        if (Causes.find(error, InterruptedIOException.class) != null)
            return new Reply.TimedOut("no answer in time");
        if (unprocessed(error))
            return new Reply.TryAgain("the server closed the connection first", null, false);
        return new Reply.TryAgain(brokenOff(error), null, true);
    }

    /**
     * HTTP/2 reports streams that the server has not processed and does not bill (RFC 9113 §8.7).
     */
    private static boolean unprocessed(Exception error) {
        StreamResetException reset = Causes.find(error, StreamResetException.class);
        return Causes.find(error, ConnectionShutdownException.class) != null
                || (reset != null && reset.errorCode == ErrorCode.REFUSED_STREAM);
    }

    private static String brokenOff(Exception error) {
        if (Causes.find(error, EOFException.class) != null)
            return "the server closed the connection without a reply";
        ProtocolException cut = Causes.find(error, ProtocolException.class);
        return cut != null && mentions(cut, "end of stream")
                ? "the server closed the connection before the end of its reply"
                : "connection broke: " + name(error);
    }

    private static boolean neverConnected(Exception error) {
        SocketTimeoutException timeout = Causes.find(error, SocketTimeoutException.class);
        return Causes.find(error, ConnectException.class) != null
                || Causes.find(error, UnknownHostException.class) != null
                || Causes.find(error, NoRouteToHostException.class) != null
                || (timeout != null && mentions(timeout, "connect"));
    }

    private static boolean reset(SSLException error) {
        return Causes.find(error, SocketException.class) != null || mentions(error, "reset");
    }

    private static boolean mentions(Exception error, String word) {
        String message = error.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(word);
    }

    private static Reply tooLarge() {
        return new Reply.Unusable(new Failure.Content("too large"), Usage.NONE);
    }

    private @Nullable Duration after(ServerReply error) {
        return RetryAfter.parse(
                error.headers().apply("retry-after-ms"),
                error.headers().apply("retry-after"),
                clock);
    }

    private static String line(@Nullable String message) {
        return message == null ? "" : ServerText.line(message, ServerText.MESSAGE);
    }

    private static String name(Exception error) {
        Throwable root = Causes.root(error);
        return root.getClass().getSimpleName() + " " + line(root.getMessage());
    }
}
