package metatextgrad.simulator.student;

import java.util.Optional;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.chat.ChatModel;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.QuestionReader;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;
import metatextgrad.simulator.world.World;

/**
 * Plans, checks a draft answer, passes one on, or solves the question, as its prompt requires. It
 * uses only the messages of the call.
 */
public final class Student implements ChatModel {
    private static final String NOTHING_TO_DO =
            "I am sorry, I do not see a question here that I know how to answer.";

    private final World world;
    private final Solver solver;
    private final long serverSeed;

    public Student(World world, long serverSeed) {
        this.world = world;
        this.serverSeed = serverSeed;
        solver = new Solver(world, serverSeed);
    }

    @Override
    public String reply(ChatRequest request) {
        String message = request.conversation();
        return QuestionReader.last(message)
                .map(found -> toQuestion(found, message, request))
                .orElseGet(() -> toNoQuestion(message, request));
    }

    /** Known for a call that solves a question by itself. */
    @Override
    public Optional<Alternative> alternative(ChatRequest request) {
        String message = request.conversation();
        String prompt = request.instruction();
        if (prompt.isBlank() || CallPurpose.of(prompt) == CallPurpose.PLAN) return Optional.empty();
        return QuestionReader.last(message)
                .filter(found -> PriorWork.beside(found, message).isEmpty())
                .map(
                        found -> {
                            Question question = found.question();
                            Dice luck = luck(prompt, question.identity(), PriorWork.NONE, request);
                            return solver.attempt(question, prompt, PriorWork.NONE, luck)
                                    .alternative();
                        });
    }

    private String toQuestion(Question.Found found, String message, ChatRequest request) {
        Question question = found.question();
        // Without a system message, the text around the question is the prompt.
        boolean bare = request.instruction().isBlank();
        String prompt =
                bare
                        ? message.substring(0, found.start())
                                + "\n"
                                + message.substring(found.end())
                        : request.instruction();
        PriorWork prior = bare ? PriorWork.NONE : PriorWork.beside(found, message);
        Dice luck = luck(prompt, question.identity(), prior, request);
        Attempt attempt = solver.attempt(question, prompt, prior, luck);
        CallPurpose duty = CallPurpose.of(prompt);
        if (duty == CallPurpose.PLAN) return plan(prompt, attempt, prior, luck);
        String work = SolutionText.on(question, luck.on("work"));
        String answer =
                prior.draft()
                        .map(draft -> withDraft(draft, duty, attempt, luck))
                        .orElseGet(attempt::answer);
        return written(work, answer, attempt.knowsFormat(), luck);
    }

    /** A call that checks may correct the draft; any other call relies on it. */
    private String withDraft(String draft, CallPurpose duty, Attempt attempt, Dice luck) {
        World.ProgramEffects effects = world.program();
        boolean right = draft.equals(attempt.question().target());
        if (duty == CallPurpose.CHECK) {
            if (!right && attempt.margin() + effects.catchError() > 0)
                return attempt.question().target();
            if (right && luck.on("false alarm").chance(effects.falseAlarm()))
                return attempt.wrong().get();
        }
        return right && luck.on("handed on").chance(effects.answerLoss())
                ? attempt.wrong().get()
                : draft;
    }

    private String toNoQuestion(String message, ChatRequest request) {
        String prompt = request.instruction();
        PriorWork prior = PriorWork.alone(message);
        Optional<String> draft = prior.draft();
        if (prompt.isBlank() || draft.isEmpty()) return NOTHING_TO_DO;
        Dice luck = luck(prompt, "", prior, request);
        String answer =
                luck.on("handed on").chance(world.program().answerLoss())
                        ? GarbledAnswer.garbled(draft.get())
                        : draft.get();
        return written("", answer, SkillReader.taught(prompt).contains(Skill.ANSWER_LINE), luck);
    }

    private String plan(String prompt, Attempt attempt, PriorWork prior, Dice luck) {
        return Plan.of(prompt, attempt.used(), prior, world.program().planLoss(), luck.on("plan"));
    }

    private String written(String work, String answer, boolean knowsFormat, Dice luck) {
        World.FormatLoss loss = world.formatLoss();
        double lost = knowsFormat ? loss.taught() : loss.untaught();
        String text =
                luck.on("format").chance(lost)
                        ? work + " " + SolutionText.ending(answer, luck.on("ending"))
                        : work + "\nAnswer: " + answer;
        return work.isEmpty() ? text.strip() : text;
    }

    private Dice luck(String prompt, String identity, PriorWork prior, ChatRequest request) {
        Dice luck = Dice.of(serverSeed, "student", prompt, identity, Long.toString(request.seed()));
        return prior.isEmpty() ? luck : luck.on("prior").on(prior.text());
    }
}
