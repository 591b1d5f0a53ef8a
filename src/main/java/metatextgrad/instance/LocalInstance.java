package metatextgrad.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import metatextgrad.candidate.NextNode;
import metatextgrad.llm.Asker;
import metatextgrad.llm.Asking;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.Place;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ModelRole;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.Trail;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Task;
import metatextgrad.model.project.LoopSettings;

/**
 * Instance mode in memory: the program answers a task, then the answer is trained. Reads only the
 * input of the task. Blocks; used by one thread.
 */
public final class LocalInstance {
    private final Function<LlmRequest, LlmResponse> model;
    private final LoopSettings settings;

    /** {@code model} answers requests, such as {@link metatextgrad.local.LocalAnswers#answer}. */
    public LocalInstance(Function<LlmRequest, LlmResponse> model, LoopSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    /**
     * All answers and the winner.
     *
     * @throws IllegalStateException with the reason, if the program gives no initial answer
     */
    public InstanceTraining.Move.Done solve(Program program, Task task) {
        Trail trail = trail(task);
        InstanceTraining training = InstanceTraining.of(task.input(), first(program, task, trail));
        List<String> replies = new ArrayList<>();
        while (true) {
            switch (training.next(replies)) {
                case InstanceTraining.Move.Done done -> {
                    return done;
                }
                case InstanceTraining.Move.Ask ask -> {
                    LlmResponse reply = model.apply(request(trail, ask));
                    boolean ok = reply.outcome() == LlmResponse.Outcome.OK;
                    replies.add(ok ? reply.text() : "");
                }
            }
        }
    }

    private String first(Program program, Task task, Trail trail) {
        List<NodeOutput> outputs = new ArrayList<>();
        while (true) {
            switch (NextNode.of(program, task.input(), outputs)) {
                case NextNode.Answer answer -> {
                    return answer.text();
                }
                case NextNode.Call call -> {
                    Asking asking =
                            new Asking(
                                    Asker.CANDIDATE,
                                    trail,
                                    trail.trial().value(),
                                    Place.of("instance", call.node(), call.part()),
                                    0);
                    LlmResponse reply =
                            model.apply(
                                    asking.reusable(
                                            ModelRole.PROGRAM,
                                            settings,
                                            call.messages(),
                                            new NoContext()));
                    if (reply.outcome() != LlmResponse.Outcome.OK)
                        throw new IllegalStateException(
                                "node %s has no output: %s".formatted(call.node(), reply.reason()));
                    outputs.add(new NodeOutput(call.node(), call.part(), reply.text()));
                }
            }
        }
    }

    private LlmRequest request(Trail trail, InstanceTraining.Move.Ask ask) {
        Trail at =
                new Trail(trail.project(), trail.run(), trail.trial(), ask.step(), trail.sample());
        Asking asking =
                new Asking(asker(ask.role()), at, at.trial().value(), ask.place(), ask.attempt());
        return ask.role() == ModelRole.OPTIMIZER
                ? asking.salted(ask.role(), settings, settings.model(ask.role()), ask.messages())
                : asking.reusable(ask.role(), settings, ask.messages(), new NoContext());
    }

    private static Asker asker(ModelRole role) {
        return switch (role) {
            case PROGRAM -> Asker.CANDIDATE;
            case JUDGE -> Asker.LOSS;
            case BACKWARD -> Asker.GRADIENT;
            case OPTIMIZER -> Asker.OPTIMIZER;
            case META -> Asker.META;
        };
    }

    private static Trail trail(Task task) {
        TrialId trial = new TrialId(ContentHash.of("instance", task.project(), task.input()));
        return new Trail(task.project(), new RunId("instance"), trial, 0, 0);
    }
}
