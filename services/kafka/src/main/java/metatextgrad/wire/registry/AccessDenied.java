package metatextgrad.wire.registry;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.rest.client.models.ProblemDetails;
import java.util.Set;
import java.util.regex.Pattern;
import metatextgrad.model.Causes;
import org.jspecify.annotations.Nullable;

/**
 * The registry, or the provider of its tokens, refuses our credentials. The message is the reason.
 */
public final class AccessDenied extends RuntimeException {
    private static final Set<Integer> DENIED = Set.of(401, 403);

    /** Errors of a token endpoint about its client (RFC 6749 §5.2, RFC 8707). */
    private static final Pattern OF_TOKENS =
            Pattern.compile(
                    "(invalid_(client|grant|request|scope|target)|unauthorized_client|unsupported_grant_type)\\b.*");

    private AccessDenied(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns the refusal that caused a failed call; null if the cause is another one. */
    static @Nullable AccessDenied of(Throwable failure) {
        ApiException answer = Causes.find(failure, ApiException.class);
        if (answer != null) {
            int status = answer.getResponseStatusCode();
            if (!DENIED.contains(status)) return null;
            String title = answer instanceof ProblemDetails told ? told.getTitle() : null;
            return new AccessDenied(
                    "status " + status + (title == null ? "" : ", " + title), failure);
        }
        String root = String.valueOf(Causes.root(failure).getMessage());
        return OF_TOKENS.matcher(root).matches()
                ? new AccessDenied("no token, " + root, failure)
                : null;
    }
}
