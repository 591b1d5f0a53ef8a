package metatextgrad.simulator.helper;

import metatextgrad.simulator.chance.Dice;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which criticisms get used: a draw in which the description of the task pulls and pushes. */
record CriticismChoice(HelperNoise.OptimizerNoise noise) {
    List<String> of(List<String> criticisms, String description, Dice dice) {
        List<Double> scores = Relevance.of(description, criticisms).scores();
        double focus = noise.descriptionEffect() / dilution(description);
        return IntStream.range(0, criticisms.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -(focus * scores.get(i) + luck(dice, i))))
                .limit(noise.criticisms())
                .map(criticisms::get)
                .toList();
    }

    /** Gumbel noise: the largest sum is a draw in proportion to the exponentials of the scores. */
    private static double luck(Dice dice, int criticism) {
        return -Math.log(-Math.log(dice.on("use", criticism).uniform() + 1e-12));
    }

    private double dilution(String description) {
        int words = description.split("\\s+").length;
        return Math.max(1, (double) words / noise.descriptionWords());
    }
}
