# The image of all services, from this checkout. Jib builds the files, so they are those of a release; the last lines
# repeat what services/experiments/pom.xml states, and a test compares them.
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -Pquick,image -DskipTests -Djib.goal=buildTar -Djib.from.image=scratch -pl services/experiments -am package
RUN mkdir /layers /image && \
    tar -xf services/experiments/target/jib-image.tar -C /layers && \
    for layer in /layers/*.tar.gz; do tar --warning=no-unknown-keyword -xzf "$layer" -C /image || exit 1; done

FROM eclipse-temurin:25-jre
COPY --from=build /image/ /
LABEL org.opencontainers.image.title="metaTextGrad Streams" org.opencontainers.image.licenses="Apache-2.0"
USER 1000:1000
WORKDIR /data
EXPOSE 9464
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", "@/app/jib-classpath-file", "metatextgrad.cli.Main"]
