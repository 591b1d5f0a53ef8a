package metatextgrad.gradient;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.Reaction;
import metatextgrad.llm.BackwardContext;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Message;
import metatextgrad.llm.RequestPath;
import metatextgrad.llm.Requester;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.Gradient;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Score;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.LoopSettings.Critiques;
import org.jspecify.annotations.Nullable;

/** Turns the loss of each train item into exactly one list of gradients. */
public final class GradientDecider implements Reaction<GradientInput> {
    private static final String NOTHING_TO_SAY = "";

    /** The attempt that shows the expected answer; after the attempts for unusable replies. */
    private static final int WITH_EXPECTED = LlmRequestFactory.MORE_ATTEMPTS + 1;

    @Override
    public InputTable<GradientInput> inputs() {
        return GradientInput.TABLE;
    }

    @Override
    public List<Event> react(GradientInput input) {
        return switch (input) {
            case GradientInput.Loss(TextualLoss loss) -> begin(loss);
            case GradientInput.Response(LlmResponse response, BackwardContext context) -> {
                Cost cost = context.cost().plus(response.cost());
                yield List.of(answered(response, with(context, context.critiques(), cost)));
            }
        };
    }

    /**
     * Starts the way back. Only losses of train items have a trace, so only train items have
     * gradients.
     */
    private static List<Event> begin(TextualLoss loss) {
        TextualLoss.Trace trace = loss.trace();
        if (trace == null) return List.of();
        BackwardContext begun = new BackwardContext(trace, loss.score(), List.of(), loss.cost());
        return List.of(loss.score().counts() ? begin(begun) : failed(begun, loss.failure()));
    }

    private static Event begin(BackwardContext context) {
        LoopSettings settings = context.trace().item().settings();
        // The answer of the program is the right answer here, which a critic may not see.
        if (right(context) && !settings.mayShowTargets())
            return computed(context, List.of(), Backward.calls(context.trace()), null);
        boolean unwanted = settings.critiques() == Critiques.NONE;
        if (unwanted || (right(context) && settings.skipCorrect()))
            return computed(context, List.of(), Backward.calls(context.trace()), null);
        return next(context, 0);
    }

    private static Event answered(LlmResponse response, BackwardContext context) {
        if (asksForNothing(response) && response.attempt() < WITH_EXPECTED && mustAsk(context))
            return next(context, WITH_EXPECTED);
        return switch (response.outcome()) {
            case OK -> next(with(context, response.text()), 0);
            case INVALID, FAILED, TIMEOUT, BUDGET, CANCELLED, EXPIRED -> {
                if (response.mayAskAgain()) yield next(context, response.attempt() + 1);
                yield response.failure() instanceof Failure.Content
                        ? next(with(context, NOTHING_TO_SAY), 0)
                        : failed(context, response.failure());
            }
        };
    }

    private static boolean asksForNothing(LlmResponse response) {
        return response.failure() instanceof Failure.Content(Failure.Content.Kind kind, String why)
                ? kind == Failure.Content.Kind.EMPTY
                : response.outcome() == LlmResponse.Outcome.OK
                        && Backward.isNothing(response.text());
    }

    /**
     * In a race, a critique of a wrong answer has to ask for something, unless targets are private.
     */
    private static boolean mustAsk(BackwardContext context) {
        LoopSettings settings = context.trace().item().settings();
        return settings.critiques() == Critiques.AGAIN
                && settings.mayShowTargets()
                && context.score().value() < 1
                && context.trace().item().task().target() != null;
    }

    private static BackwardContext with(BackwardContext context, String critique) {
        List<String> critiques = new ArrayList<>(context.critiques());
        critiques.add(critique);
        return with(context, critiques, context.cost());
    }

    private static BackwardContext with(
            BackwardContext context, List<String> critiques, Cost cost) {
        return new BackwardContext(context.trace(), context.score(), critiques, cost);
    }

    private static Event next(BackwardContext context, int attempt) {
        Item item = context.trace().item();
        return switch (Backward.next(context.trace(), right(context), context.critiques())) {
            case Backward.Move.Done done -> computed(context, done.gradients(), 0, null);
            case Backward.Move.Ask ask ->
                    new LlmRequestFactory(
                                    Requester.GRADIENT,
                                    item.stepRef(),
                                    item.key(),
                                    RequestPath.of(item.slot(), ask.place()),
                                    attempt)
                            .reusable(
                                    ModelRole.BACKWARD,
                                    item.settings(),
                                    messages(ask, item, attempt),
                                    context);
        };
    }

    private static List<Message> messages(Backward.Move.Ask ask, Item item, int attempt) {
        return attempt < WITH_EXPECTED
                ? ask.messages()
                : BackwardPrompts.again(
                        ask.messages(), requireNonNull(item.task().target(), "target"));
    }

    private static boolean right(BackwardContext context) {
        return context.score().outcome() == Score.Outcome.CORRECT;
    }

    private static GradientComputed failed(BackwardContext context, @Nullable Failure failure) {
        return computed(context, List.of(), 0, failure);
    }

    private static GradientComputed computed(
            BackwardContext context,
            List<Gradient> gradients,
            int skipped,
            @Nullable Failure failure) {
        Item item = context.trace().item();
        return new GradientComputed(
                item.stepRef(),
                item.slot(),
                item.task().id(),
                item.program().id(),
                context.score(),
                gradients,
                Demonstrations.of(context.trace(), context.score()),
                skipped,
                context.cost(),
                failure);
    }
}
