package metatextgrad.simulator.student;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.chat.SimulatedModel;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.QuestionReader;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;
import metatextgrad.simulator.world.World;

/**
 * Solves a question, and gets it right iff ability - difficulty + sqrt(rho) x luck of the item +
 * sqrt(1 - rho) x luck of prompt, item and sample is above zero.
 */
public final class Student implements SimulatedModel {
    private static final int REMEMBERED_PROMPTS = 10_000;

    private final World world;
    private final long serverSeed;
    // Reading a prompt is a pure function; remembering it only saves time.
    private final ConcurrentMap<String, Set<Skill>> readings = new ConcurrentHashMap<>();

    public Student(World world, long serverSeed) {
        this.world = world;
        this.serverSeed = serverSeed;
    }

    @Override
    public String reply(ChatRequest request) {
        String text = request.conversation();
        Optional<Question.Found> found = QuestionReader.last(text);
        if (found.isEmpty()) {
            return "I am sorry, I do not see a question here that I know how to answer.";
        }
        Question question = found.get().question();
        String prompt = prompt(request.instruction(), text, found.get());
        Dice luck =
                Dice.of(
                        serverSeed,
                        "student",
                        prompt,
                        question.identity(),
                        Long.toString(request.seed()));
        return answer(question, prompt, luck);
    }

    /** Without a system message, what stands around the question is the prompt. */
    private static String prompt(String instruction, String text, Question.Found found) {
        return instruction.isBlank()
                ? text.substring(0, found.start()) + "\n" + text.substring(found.end())
                : instruction;
    }

    private String answer(Question question, String prompt, Dice luck) {
        Set<Skill> taught = read(prompt);
        String answer =
                isRight(question, prompt, taught, luck)
                        ? question.target()
                        : Mistakes.of(question)
                                .make(blame(question, taught, luck), luck.on("mistake"));
        World.FormatLoss loss = world.formatLoss();
        double lost = taught.contains(Skill.ANSWER_LINE) ? loss.taught() : loss.untaught();
        String work = Work.on(question, luck.on("work"));
        return luck.on("format").chance(lost)
                ? work + " " + Work.ending(answer, luck.on("ending"))
                : work + "\nAnswer: " + answer;
    }

    private boolean isRight(Question question, String prompt, Set<Skill> taught, Dice luck) {
        var task = world.of(question.task());
        int words = prompt.isBlank() ? 0 : prompt.trim().split("\\s+").length;
        double ability = task.ability(taught, words, world.length());
        double item =
                Dice.of(serverSeed, "item", question.task().id(), question.identity()).gaussian();
        double noise = luck.on("noise").gaussian();
        return ability
                        - task.difficulty().of(question)
                        + Math.sqrt(world.rho()) * item
                        + Math.sqrt(1 - world.rho()) * noise
                > 0;
    }

    /** The skill whose lack shows: mostly one that matters here and is not taught. */
    private Skill blame(Question question, Set<Skill> taught, Dice luck) {
        var task = world.of(question.task());
        return luck.on("blame")
                .weighted(
                        Skill.of(question.task()),
                        skill -> taught.contains(skill) ? .05 : .05 + task.weight(skill));
    }

    private Set<Skill> read(String prompt) {
        if (readings.size() > REMEMBERED_PROMPTS) {
            readings.clear();
        }
        return readings.computeIfAbsent(prompt, SkillReader::taught);
    }
}
