package metatextgrad.modelclient;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parameter that a server refuses. The fields {@code param} and {@code code} decide. Only
 * servers without them are understood by their message, in four fixed forms. Pure.
 */
final class ParameterRefusal {
    /** A value that is only too large has another code: that is an error of the project. */
    private static final Set<String> CODES =
            Set.of("unsupported_parameter", "unsupported_value", "unknown_parameter");

    /** Of gateways before OpenAI, of Azure, and of servers that check requests with Pydantic. */
    private static final List<Pattern> MESSAGES =
            List.of(
                    Pattern.compile("^Unsupported (?:parameter|value): '(\\w+)'"),
                    Pattern.compile("^Unknown parameter: '(\\w+)'"),
                    Pattern.compile("^Unrecognized request arguments? supplied: ([\\w, ]+)"),
                    Pattern.compile("'type': 'extra_forbidden', 'loc': \\('body', '(\\w+)'"));

    private ParameterRefusal() {}

    /**
     * Returns the parameter that must be left out; null if the error has another reason.
     *
     * @param sent the parameters of the request
     * @param explained whether the error is known to have another cause, such as a long prompt
     */
    static @Nullable RequestParameter of(
            ServerReply error, Set<RequestParameter> sent, boolean explained) {
        if (error.status() != 400 && error.status() != 422) return null;
        List<String> names = names(error);
        return sent.stream()
                .filter(parameter -> names.contains(parameter.field()))
                .findFirst()
                .orElse(explained || !error.param().isEmpty() ? null : format(sent));
    }

    /** Servers fail at a schema in many words. A reply without a schema can be read as well. */
    private static @Nullable RequestParameter format(Set<RequestParameter> sent) {
        return sent.contains(RequestParameter.RESPONSE_FORMAT)
                ? RequestParameter.RESPONSE_FORMAT
                : null;
    }

    private static List<String> names(ServerReply error) {
        String param = error.param();
        if (!param.isEmpty()) {
            // No project sets it, so every complaint about it means: leave it out.
            String field = RequestParameter.RESPONSE_FORMAT.field();
            if (param.startsWith(field)) return List.of(field);
            return CODES.contains(error.code()) ? List.of(param) : List.of();
        }
        Stream<String> inDetail =
                error.details().stream()
                        .filter(one -> one.path("type").asText().equals("extra_forbidden"))
                        .map(ParameterRefusal::location);
        return Stream.concat(inDetail, inMessage(error.message())).toList();
    }

    /** Returns the last step of a path such as {@code ["body", "seed"]}. */
    private static String location(JsonNode detail) {
        JsonNode path = detail.path("loc");
        return path.path(path.size() - 1).asText();
    }

    private static Stream<String> inMessage(String message) {
        return MESSAGES.stream()
                .map(form -> form.matcher(message))
                .filter(Matcher::find)
                .flatMap(found -> Stream.of(found.group(1).split(", *", -1)));
    }
}
