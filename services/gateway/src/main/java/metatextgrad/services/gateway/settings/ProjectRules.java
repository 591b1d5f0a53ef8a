package metatextgrad.services.gateway.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway serves a project.
 *
 * @param system what happens to the client's system message
 * @param sample part of the traffic that becomes tasks, 0 to 1; 0 switches sampling off
 * @param model name that is sent upstream; null for the model of the project file
 * @param variables names of the placeholders in prompts that {@code metadata} of a request fills
 */
public record ProjectRules(
        SystemPolicy system, double sample, @Nullable String model, List<String> variables) {
    public static final ProjectRules DEFAULT =
            new ProjectRules(SystemPolicy.REPLACE, 0, null, List.of());

    public ProjectRules {
        variables = List.copyOf(variables);
        if (!(sample >= 0 && sample <= 1))
            throw new IllegalArgumentException("sample must be from 0 to 1, not " + sample);
    }
}
