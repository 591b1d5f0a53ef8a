package metatextgrad.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import metatextgrad.candidate.NextNode;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.RequestPath;
import metatextgrad.llm.Requester;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ModelRole;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.TaskSubmitted;
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
    public InstanceTraining.Move.Done solve(Program program, TaskSubmitted task) {
        StepRef stepRef = stepRef(task);
        InstanceTraining training =
                InstanceTraining.of(task.input(), first(program, task, stepRef));
        List<String> replies = new ArrayList<>();
        while (true) {
            switch (training.next(replies)) {
                case InstanceTraining.Move.Done done -> {
                    return done;
                }
                case InstanceTraining.Move.Ask ask -> {
                    LlmResponse reply = model.apply(request(stepRef, ask));
                    boolean ok = reply.outcome() == LlmResponse.Outcome.OK;
                    replies.add(ok ? reply.text() : "");
                }
            }
        }
    }

    private String first(Program program, TaskSubmitted task, StepRef stepRef) {
        List<NodeOutput> outputs = new ArrayList<>();
        while (true) {
            switch (NextNode.of(program, task.input(), outputs)) {
                case NextNode.Answer answer -> {
                    return answer.text();
                }
                case NextNode.Call call -> {
                    LlmRequestFactory requests =
                            new LlmRequestFactory(
                                    Requester.CANDIDATE,
                                    stepRef,
                                    stepRef.trial().value(),
                                    RequestPath.of("instance", call.node(), call.part()),
                                    0);
                    LlmResponse reply =
                            model.apply(
                                    requests.reusable(
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

    private LlmRequest request(StepRef stepRef, InstanceTraining.Move.Ask ask) {
        LlmRequestFactory requests =
                new LlmRequestFactory(
                        requester(ask.role()),
                        stepRef.at(ask.step()),
                        stepRef.trial().value(),
                        ask.place(),
                        ask.attempt());
        return ask.role() == ModelRole.OPTIMIZER
                ? requests.salted(ask.role(), settings, settings.model(ask.role()), ask.messages())
                : requests.reusable(ask.role(), settings, ask.messages(), new NoContext());
    }

    private static Requester requester(ModelRole role) {
        return switch (role) {
            case PROGRAM -> Requester.CANDIDATE;
            case JUDGE -> Requester.LOSS;
            case BACKWARD -> Requester.GRADIENT;
            case OPTIMIZER -> Requester.OPTIMIZER;
            case META -> Requester.META;
        };
    }

    private static StepRef stepRef(TaskSubmitted task) {
        TrialId trial = new TrialId(ContentHash.of("instance", task.project(), task.input()));
        return new StepRef(task.project(), new RunId("instance"), trial, 0, 0);
    }
}
