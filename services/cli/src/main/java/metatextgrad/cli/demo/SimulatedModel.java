package metatextgrad.cli.demo;

import java.util.List;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.Failure.Content.Kind;
import metatextgrad.model.Text;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.simulator.chat.ChatMessage;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.chat.Completions;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;

/**
 * The simulated models without HTTP, with the same answers, for experiments in memory. Thread-safe.
 */
public final class SimulatedModel implements LanguageModel {
    private final Simulator simulator;

    /** {@code world} is its name or the path of its file. */
    public SimulatedModel(String world, long seed) {
        this(new Simulator(Worlds.find(world), seed));
    }

    public SimulatedModel(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public Reply ask(ModelSpec model, List<Message> messages, int seed) {
        ChatRequest request =
                new ChatRequest(
                        model.name(),
                        messages.stream().map(SimulatedModel::toChatMessage).toList(),
                        seed,
                        model.maxTokens(),
                        List.of());
        return simulator
                .text(request)
                .map(text -> answered(request, text))
                .orElseGet(
                        () ->
                                new Reply.NoSuchModel(
                                        "no simulated model is called " + model.name()));
    }

    private static Reply answered(ChatRequest request, String text) {
        String within = Completions.within(request, text);
        Usage usage = new Usage(Completions.promptTokens(request), Completions.tokens(within));
        if (within.length() < text.length())
            return new Reply.Unusable(
                    new Failure.Content(Kind.CUT_OFF, "cut off at max tokens"), usage);
        if (text.isBlank())
            return new Reply.Unusable(new Failure.Content(Kind.EMPTY, "empty"), usage);
        return new Reply.Answered(text, usage, request.model());
    }

    private static ChatMessage toChatMessage(Message message) {
        return new ChatMessage(Text.lower(message.role()), message.content());
    }
}
