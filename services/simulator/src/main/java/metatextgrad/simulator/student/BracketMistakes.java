package metatextgrad.simulator.student;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.BracketQuestion;
import metatextgrad.simulator.skill.Skill;

/** Wrong answers to bracket questions. */
record BracketMistakes(BracketQuestion question) implements Mistakes {
    private static final List<String> CLOSERS = List.of(")", "]", "}", ">");

    @Override
    public String make(Skill missing, Dice dice) {
        String target = question.target();
        List<String> closers = target.isEmpty() ? List.of() : List.of(target.split(" "));
        String answer =
                switch (missing) {
                    case STACK -> wrongOrder(closers);
                    case PAIRS -> wrongKind(closers, dice);
                    case COMPLETE -> tooShort(closers);
                    case ONLY_CLOSERS -> (question.identity() + " " + target).trim();
                    default -> tooMany(closers, dice);
                };
        return answer.equals(target) ? wrongKind(closers, dice) : answer;
    }

    private static String wrongOrder(List<String> closers) {
        var turned = new ArrayList<>(closers);
        Collections.reverse(turned);
        if (turned.equals(closers) && closers.size() > 2) Collections.swap(turned, 0, 1);
        return String.join(" ", turned);
    }

    private static String wrongKind(List<String> closers, Dice dice) {
        if (closers.isEmpty()) return dice.pick(CLOSERS);
        var changed = new ArrayList<>(closers);
        int at = dice.on("at").below(closers.size());
        changed.set(at, other(closers.get(at), dice.on("kind")));
        return String.join(" ", changed);
    }

    private static String other(String closer, Dice dice) {
        return dice.pick(CLOSERS.stream().filter(one -> !one.equals(closer)).toList());
    }

    private static String tooShort(List<String> closers) {
        return String.join(" ", closers.subList(0, Math.max(0, closers.size() - 1)));
    }

    private static String tooMany(List<String> closers, Dice dice) {
        var more = new ArrayList<>(closers);
        more.add(dice.on("at").below(more.size() + 1), dice.on("extra").pick(CLOSERS));
        return String.join(" ", more);
    }
}
