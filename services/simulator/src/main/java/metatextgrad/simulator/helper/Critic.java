package metatextgrad.simulator.helper;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.chat.ChatModel;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.QuestionReader;
import metatextgrad.simulator.request.ExampleBlocks;
import metatextgrad.simulator.request.FinalAnswer;
import metatextgrad.simulator.skill.Skill;

/** Solves the question in its request, compares the answer, and blames a cause. */
public record Critic(HelperNoise.CriticNoise noise, long serverSeed) implements ChatModel {
    @Override
    public String reply(ChatRequest request) {
        Dice dice = request.dice(serverSeed).on("critic");
        // A prompt may have worked examples: none of them is the question of the item.
        String text = ExampleBlocks.in(request.conversation()).prose();
        return Feedback.in(text).stream()
                .reduce((first, second) -> second)
                .map(feedback -> passOn(feedback, dice))
                .or(() -> QuestionReader.last(text).map(found -> criticise(found, text, dice)))
                .orElseGet(() -> dice.pick(Phrases.general("unreadable")));
    }

    private static String passOn(String feedback, Dice dice) {
        return dice.on("frame").pick(Phrases.general("chained")).formatted(feedback);
    }

    private String criticise(Question.Found found, String text, Dice dice) {
        Question question = found.question();
        Optional<String> answer = FinalAnswer.after(found.end(), text);
        if (answer.isPresent() && answer.get().equals(question.target()))
            return dice.on("right").pick(Phrases.general("right"));
        Set<Skill> causes =
                answer.map(given -> Diagnosis.causes(question, given))
                        .orElseGet(() -> EnumSet.of(Skill.ANSWER_LINE));
        String criticism = criticism(question, causes, dice);
        return dice.on("leak").chance(noise.leak())
                ? criticism
                        + ' '
                        + dice.on("leaking")
                                .pick(Phrases.general("leak"))
                                .formatted(question.target())
                : criticism;
    }

    /**
     * What a critic sees in a wrong answer.
     *
     * @param cause the same for readings that call for the same change
     */
    record Reading(String cause, String text) {}

    Reading read(Question question, String answer, Dice dice) {
        return reading(question, Diagnosis.causes(question, answer), dice);
    }

    private String criticism(Question question, Set<Skill> causes, Dice dice) {
        return reading(question, causes, dice).text();
    }

    private Reading reading(Question question, Set<Skill> causes, Dice dice) {
        if (dice.on("surface").chance(noise.surface()))
            return new Reading("surface", dice.on("look").pick(Phrases.surface(question.task())));
        double kind = dice.on("kind").uniform();
        if (kind < noise.useless())
            return new Reading("useless", dice.on("useless").pick(Phrases.general("useless")));
        boolean wrong = kind < noise.useless() + noise.wrongCause();
        List<Skill> candidates = wrong ? others(question, causes) : List.copyOf(causes);
        Skill cause = dice.on("cause").pick(candidates);
        return new Reading(cause.id(), dice.on("wording").pick(Phrases.criticisms(cause)));
    }

    private static List<Skill> others(Question question, Set<Skill> causes) {
        return Skill.of(question.task()).stream().filter(skill -> !causes.contains(skill)).toList();
    }
}
