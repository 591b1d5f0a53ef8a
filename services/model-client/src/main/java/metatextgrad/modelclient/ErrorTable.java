package metatextgrad.modelclient;

import com.fasterxml.jackson.core.JacksonException;
import com.openai.core.JsonObject;
import com.openai.core.JsonString;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Reply.TryAgain.Reach;
import metatextgrad.llm.Usage;
import metatextgrad.model.Causes;
import metatextgrad.model.Failure;
import org.jspecify.annotations.Nullable;

/** Maps the error of an attempt to a reply (RELIABILITY §3.2). Thread-safe. */
public final class ErrorTable {
    private static final int REASON_LETTERS = 200;
    private static final String NO_PATH = ": is OPENAI_BASE_URL right? Most end in /v1";
    private static final Set<String> NO_MONEY =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "insufficient_balance");
    private static final Set<String> CONTENT =
            Set.of(
                    "content_filter",
                    "content_policy_violation",
                    "context_length_exceeded",
                    "string_above_max_length");

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
        return switch (failure) {
            case OpenAIServiceException answered -> answered(answered);
            case OpenAIInvalidDataException malformed -> malformed(malformed);
            default -> broken(failure);
        };
    }

    private Reply answered(OpenAIServiceException error) {
        int status = error.statusCode();
        String code = code(error);
        String reason = reason(status, code, error);
        if (NO_MONEY.contains(code) || status == 402) return new Reply.Unavailable(reason);
        if (unknownModel(status, code, error)) return new Reply.NoSuchModel(reason);
        if (status == 401 || status == 403) return new Reply.Unavailable(status + " " + code);
        // No such path: every call to this address fails.
        if (status == 404) return new Reply.Unavailable(reason + NO_PATH);
        if (CONTENT.contains(code) || status == 413)
            return new Reply.Refused(new Failure.Content(reason));
        return switch (status) {
            case 429 -> new Reply.RateLimited(reason, after(error));
            case 408, 409, 425 -> new Reply.TryAgain(reason, after(error), false);
            // The server itself reports the failure, so it bills nothing.
            case 500, 502, 503, 529 -> new Reply.TryAgain(reason, after(error), false);
            default -> {
                // A proxy gave up; the model may have answered.
                if (status >= 500) yield new Reply.TryAgain(reason, after(error), true);
                // A redirect: the address is wrong.
                if (status < 400) yield new Reply.Unavailable(reason);
                yield new Reply.Refused(new Failure.Infrastructure(reason));
            }
        };
    }

    private static boolean unknownModel(int status, String code, OpenAIServiceException error) {
        return code.equals("model_not_found")
                || (status == 404 && message(error).toLowerCase(Locale.ROOT).contains("model"));
    }

    /** Maps an answer that was cut off or has an invalid format: billed and unusable. */
    private static Reply malformed(OpenAIInvalidDataException error) {
        if (Causes.find(error, ModelTransport.TooLarge.class) != null) return tooLarge();
        Exception io = Causes.find(error, IOException.class);
        boolean json = Causes.find(error, JacksonException.class) != null;
        if (io != null && !json) return broken(io);
        return new Reply.Unusable(
                new Failure.Infrastructure("not the JSON of a completion"), Usage.NONE);
    }

    private static Reply broken(Exception error) {
        if (Causes.find(error, ModelTransport.TooLarge.class) != null) return tooLarge();
        SSLException tls = Causes.find(error, SSLException.class);
        if (tls != null && Causes.find(tls, EOFException.class) == null && !reset(tls))
            return new Reply.Unavailable("TLS: " + firstLine(tls.getMessage()));
        if (Causes.find(error, UnknownServiceException.class) != null)
            return new Reply.Unavailable("no such service: " + firstLine(error.getMessage()));
        if (neverConnected(error))
            return new Reply.TryAgain("no connection: " + name(error), null, Reach.NO_CONNECTION);
        if (Causes.find(error, InterruptedIOException.class) != null)
            return new Reply.TimedOut("no answer in time");
        return new Reply.TryAgain("connection broke: " + name(error), null, true);
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

    private @Nullable Duration after(OpenAIServiceException error) {
        return RetryAfter.parse(
                error.headers().values("retry-after-ms"),
                error.headers().values("retry-after"),
                clock);
    }

    private static String code(OpenAIServiceException error) {
        try {
            return error.code().or(error::type).orElse("");
        } catch (OpenAIInvalidDataException notText) {
            return "";
        }
    }

    private static String message(OpenAIServiceException error) {
        return error.body() instanceof JsonObject body
                        && body.values().get("message") instanceof JsonString message
                ? message.value()
                : "";
    }

    private static String reason(int status, String code, OpenAIServiceException error) {
        return (status + " " + code + " " + firstLine(message(error))).strip();
    }

    private static String firstLine(@Nullable String message) {
        if (message == null) return "";
        String line = message.lines().findFirst().orElse("");
        return line.substring(0, Math.min(line.length(), REASON_LETTERS));
    }

    private static String name(Exception error) {
        Throwable root = Causes.root(error);
        return root.getClass().getSimpleName() + " " + firstLine(root.getMessage());
    }
}
