package metatextgrad.simulator.chat;

import metatextgrad.simulator.json.JsonNodes;
import org.jspecify.annotations.Nullable;

/** Error responses in the format of OpenAI. */
public final class ErrorResponses {
    private static final String INVALID = "invalid_request_error";

    private ErrorResponses() {}

    public static JsonResponse invalid(String message, @Nullable String parameter) {
        return error(400, message, INVALID, parameter, null);
    }

    public static JsonResponse unsupported(String parameter) {
        String message =
                "Unsupported parameter: '%s' is not supported with this model."
                        .formatted(parameter);
        return error(400, message, INVALID, parameter, "unsupported_parameter");
    }

    public static JsonResponse unknownModel(String model) {
        String message =
                "The model `%s` does not exist or you do not have access to it.".formatted(model);
        return error(404, message, INVALID, null, "model_not_found");
    }

    public static JsonResponse unknownPath(String method, String path) {
        return error(
                404, "Unknown request URL: %s %s.".formatted(method, path), INVALID, null, null);
    }

    public static JsonResponse wrongMethod(String method, String path) {
        String message = "Not allowed to %s on %s.".formatted(method, path);
        return error(405, message, INVALID, null, "method_not_supported");
    }

    public static JsonResponse wrongKey() {
        String message = "Incorrect API key provided. The simulator was started with another one.";
        return error(401, message, INVALID, null, "invalid_api_key");
    }

    public static JsonResponse rateLimit(String of) {
        String message = "Rate limit reached for %s. Please try again later.".formatted(of);
        return error(429, message, of, null, "rate_limit_exceeded");
    }

    public static JsonResponse quota() {
        String message = "You exceeded your current quota, please check your plan and billing.";
        return error(429, message, "insufficient_quota", null, "insufficient_quota");
    }

    public static JsonResponse status(int status) {
        return switch (status) {
            case 400 -> invalid("The request was refused on purpose.", null);
            case 401 -> wrongKey();
            case 403 -> error(403, "Not allowed on purpose.", INVALID, null, "forbidden");
            case 429 -> rateLimit("requests");
            default -> error(status, "The server failed on purpose.", "server_error", null, null);
        };
    }

    private static JsonResponse error(
            int status,
            String message,
            String type,
            @Nullable String parameter,
            @Nullable String code) {
        var body = JsonNodes.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", parameter)
                .put("code", code);
        return new JsonResponse(status, JsonNodes.write(body));
    }
}
