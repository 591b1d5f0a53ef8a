package metatextgrad.model.project;

import metatextgrad.model.ControlCharacters;
import metatextgrad.model.Text;

/**
 * A model and the parameters of its calls.
 *
 * @param name one line without control characters: it appears on terminals and in logs
 * @param temperature 0 or more; 0 lets recorded answers be reused
 * @param maxTokens the most tokens of an answer
 * @param timeoutSeconds the time limit of one attempt, in seconds
 */
public record ModelSpec(String name, double temperature, int maxTokens, int timeoutSeconds) {
    public ModelSpec {
        name = Text.nonBlank(name, "model name");
        if (!ControlCharacters.isLine(name))
            throw new IllegalArgumentException(
                    "model name must be one line without control characters");
        if (temperature < 0 || temperature > 2) {
            throw new IllegalArgumentException(
                    "temperature of " + name + " must be in [0, 2], not " + temperature);
        }
        if (maxTokens < 1)
            throw new IllegalArgumentException("maxTokens of " + name + " must be at least 1");
        if (timeoutSeconds < 1)
            throw new IllegalArgumentException("timeoutSeconds of " + name + " must be at least 1");
    }
}
