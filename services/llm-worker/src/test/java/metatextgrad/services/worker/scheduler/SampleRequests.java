package metatextgrad.services.worker.scheduler;

import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.Message;
import metatextgrad.llm.RawContext;
import metatextgrad.llm.Requester;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.project.ModelSpec;

/** Requests for tests: the question decides the call, question and place the request. */
public final class SampleRequests {
    public static final ModelSpec SPEC = new ModelSpec("small", 0, 100, 30);

    private SampleRequests() {}

    public static LlmRequest request(String question, String place) {
        return request("demo", question, place);
    }

    public static LlmRequest request(String project, String question, String place) {
        return request(project, SPEC, question, place);
    }

    public static LlmRequest request(ModelSpec model, String question, String place) {
        return request("demo", model, question, place);
    }

    private static LlmRequest request(
            String project, ModelSpec model, String question, String place) {
        return request(new ProjectId(project), new RunId("run"), model, question, place);
    }

    /** Returns the request of another run for the same call. */
    public static LlmRequest ofRun(RunId run, String question, String place) {
        return request(new ProjectId("demo"), run, SPEC, question, place);
    }

    private static LlmRequest request(
            ProjectId project, RunId run, ModelSpec model, String question, String place) {
        StepRef stepRef = new StepRef(project, run, TrialId.of("trial", run), 0, 0);
        return new LlmRequestFactory(Requester.CANDIDATE, stepRef, "trial", place, 0)
                .request(
                        ModelRole.PROGRAM,
                        model,
                        List.of(Message.user(question)),
                        "",
                        new RawContext(new byte[] {1, 2, 3}));
    }
}
