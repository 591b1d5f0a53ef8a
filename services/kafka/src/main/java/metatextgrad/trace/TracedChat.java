package metatextgrad.trace;

import java.util.List;
import java.util.function.Supplier;
import metatextgrad.model.ProjectId;
import metatextgrad.model.project.ModelSpec;
import org.jspecify.annotations.Nullable;

/**
 * A chat that the gateway sends to a model.
 *
 * @param server address of the model server
 * @param model name of the model
 * @param project whose program it is; null if it passes through
 * @param node the call of the program; empty for the last one, and without a program
 * @param parameters those that are stated
 * @param turns its messages; read only if texts are captured
 */
public record TracedChat(
        String server,
        String model,
        @Nullable ProjectId project,
        String node,
        Parameters parameters,
        Supplier<List<Turn>> turns) {
    /** A message. */
    public record Turn(String role, String text) {}

    /** Parameters of the model; null for those that are not stated. */
    public record Parameters(
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Long maxTokens,
            @Nullable Long seed) {
        /** Returns those of a project's model. */
        public static Parameters of(ModelSpec model, int seed) {
            return new Parameters(
                    model.temperature(), model.topP(), (long) model.maxTokens(), (long) seed);
        }
    }
}
