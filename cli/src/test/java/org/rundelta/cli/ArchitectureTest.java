package org.rundelta.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The borders of docs/architecture.md, "Who may import whom". */
@AnalyzeClasses(packages = "org.rundelta", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Set<String> JAVA_BASE = Object.class.getModule().getPackages();

    private static final DescribedPredicate<JavaClass> IN_JAVA_BASE = describe("in java.base", type -> {
        JavaClass element = type.getBaseComponentType();
        return element.isPrimitive() || JAVA_BASE.contains(element.getPackageName());
    });

    private static final DescribedPredicate<JavaClass> IN_THE_JDK = describe("in the JDK", type -> {
        JavaClass element = type.getBaseComponentType();
        return element.isPrimitive()
                || ModuleLayer.boot().modules().stream()
                        .anyMatch(module -> module.getPackages().contains(element.getPackageName()));
    });

    @ArchTest
    static final ArchRule codecNeedsOnlyJavaBase = only("org.rundelta.codec..", IN_JAVA_BASE, "org.rundelta.codec..");

    @ArchTest
    static final ArchRule decodingKnowsNothingOfSearching = noClasses()
            .that(resideInAnyPackage("org.rundelta.codec.frame..", "org.rundelta.codec.entropy..")
                    .or(describe("Decoder", type -> type.getName().startsWith("org.rundelta.codec.Decoder"))))
            .should()
            .dependOnClassesThat(resideInAPackage("org.rundelta.codec.search.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule entropyKnowsNothingOfFrames =
            only("org.rundelta.codec.entropy..", IN_JAVA_BASE, "org.rundelta.codec.entropy..", "org.rundelta.codec");

    @ArchTest
    static final ArchRule mp4NeedsOnlyJavaBase = only("org.rundelta.mp4..", IN_JAVA_BASE, "org.rundelta.mp4..");

    @ArchTest
    static final ArchRule textNeedsOnlyTheJdk = only("org.rundelta.text..", IN_THE_JDK, "org.rundelta.text..");

    @ArchTest
    static final ArchRule manifestsKnowNoMedia =
            only("org.rundelta.dash..", IN_THE_JDK, "org.rundelta.dash..", "org.rundelta.mp4..", "com.fasterxml..");

    @ArchTest
    static final ArchRule playlistsAreText =
            only("org.rundelta.hls..", IN_JAVA_BASE, "org.rundelta.hls..", "org.rundelta.dash..");

    @ArchTest
    static final ArchRule checkingReadsFiles = only(
            "org.rundelta.check..",
            IN_JAVA_BASE,
            "org.rundelta.check..",
            "org.rundelta.dash..",
            "org.rundelta.hls..",
            "org.rundelta.mp4..",
            "org.rundelta.text..");

    @ArchTest
    static final ArchRule pushMovesFiles = only(
            "org.rundelta.push..",
            IN_THE_JDK,
            "org.rundelta.push..",
            "org.rundelta.media..",
            "org.rundelta.swarm..",
            "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule fillsGiveOrders = only(
            "org.rundelta.fill..",
            IN_THE_JDK,
            "org.rundelta.fill..",
            "org.rundelta.swarm..",
            "com.fasterxml.jackson.core..",
            "com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule simulatedEdgesMoveNothing =
            only("org.rundelta.cdn..", IN_THE_JDK, "org.rundelta.cdn..", "org.rundelta.fill..");

    @ArchTest
    static final ArchRule mediaTypesAreNames = only("org.rundelta.media..", IN_JAVA_BASE, "org.rundelta.media..");

    @ArchTest
    static final ArchRule amazonIsForPushing = onlyIn("org.rundelta.push..", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule swarmsMovePieces = only(
            "org.rundelta.swarm..",
            IN_JAVA_BASE.or(resideInAPackage("java.net.http..")),
            "org.rundelta.swarm..",
            "org.rundelta.media..",
            "org.rundelta.http..",
            "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule peersNeedNoServer = noClasses()
            .that(resideInAPackage("org.rundelta.swarm..")
                    .and(not(describe(
                            "Tracker", type -> type.getName().matches("org\\.rundelta\\.swarm\\.Tracker(\\$.*)?")))))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.eclipse.jetty..", "org.rundelta.http.."));

    @ArchTest
    static final ArchRule serversAreSetUpAlike =
            only("org.rundelta.http..", IN_JAVA_BASE, "org.rundelta.http..", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule edgesMoveBytes = only(
            "org.rundelta.edge..",
            IN_THE_JDK,
            "org.rundelta.edge..",
            "org.rundelta.cache..",
            "org.rundelta.http..",
            "org.rundelta.media..",
            "org.rundelta.swarm..",
            "org.eclipse.jetty..",
            "com.github.benmanes.caffeine..",
            "com.fasterxml.jackson.core..",
            "com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule steeringKnowsUrlsOnly = only(
            "org.rundelta.steering..",
            IN_THE_JDK,
            "org.rundelta.steering..",
            "org.rundelta.http..",
            "org.eclipse.jetty..",
            "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule serversAreForEdgesSteeringAndTrackers = noClasses()
            .that(not(resideInAnyPackage(
                    "org.rundelta.http..", "org.rundelta.edge..", "org.rundelta.steering..", "org.rundelta.swarm..")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.eclipse.jetty.."));

    @ArchTest
    static final ArchRule cachesKnowNoServer = only(
            "org.rundelta.cache..",
            IN_THE_JDK,
            "org.rundelta.cache..",
            "org.rundelta.media..",
            "com.github.benmanes.caffeine..");

    @ArchTest
    static final ArchRule evictionIsForEdges = noClasses()
            .that(not(resideInAnyPackage("org.rundelta.edge..", "org.rundelta.cache..")))
            .should()
            .dependOnClassesThat(resideInAPackage("com.github.benmanes.caffeine.."));

    @ArchTest
    static final ArchRule qualityComparesPictures =
            only("org.rundelta.quality..", IN_JAVA_BASE, "org.rundelta.quality..", "org.rundelta.codec");

    @ArchTest
    static final ArchRule rateControlKnowsSizesOfPicturesOnly =
            only("org.rundelta.rate..", IN_JAVA_BASE, "org.rundelta.rate..", "org.rundelta.codec");

    @ArchTest
    static final ArchRule comparisonKnowsNoFfmpeg = only(
            "org.rundelta.compare..",
            IN_THE_JDK,
            "org.rundelta.compare..",
            "org.rundelta.codec",
            "org.rundelta.quality..",
            "org.rundelta.rate..",
            "org.rundelta.packager..");

    @ArchTest
    static final ArchRule laddersAreFoundWithoutFfmpeg = only(
            "org.rundelta.ladder..",
            IN_THE_JDK,
            "org.rundelta.ladder..",
            "org.rundelta.codec",
            "org.rundelta.quality..",
            "org.rundelta.packager..");

    @ArchTest
    static final ArchRule rulesNeedOnlyJavaBase = only("org.rundelta.abr..", IN_JAVA_BASE, "org.rundelta.abr..");

    /** They run in a browser, too. */
    @ArchTest
    static final ArchRule rulesKnowNoThreadsClocksOrReflection = noClasses()
            .that(resideInAPackage("org.rundelta.abr.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.util.concurrent..", "java.util.stream..", "java.time..", "java.lang.reflect..", "java.io.."));

    @ArchTest
    static final ArchRule clientsKnowNoFfmpeg = only(
            "org.rundelta.player..",
            IN_THE_JDK,
            "org.rundelta.player..",
            "org.rundelta.abr..",
            "org.rundelta.codec",
            "org.rundelta.dash..",
            "org.rundelta.hls..",
            "org.rundelta.mp4..",
            "com.fasterxml.jackson.core..",
            "com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule simulationIsAClient = only(
            "org.rundelta.simulate..",
            IN_THE_JDK,
            "org.rundelta.simulate..",
            "org.rundelta.player..",
            "org.rundelta.abr..",
            "org.rundelta.dash..",
            "org.rundelta.mp4..",
            "com.fasterxml.jackson.core..",
            "com.fasterxml.jackson.databind..",
            "com.fasterxml.jackson.annotation..");

    @ArchTest
    static final ArchRule whatRunsInBrowsersIsDecodingAndChoosing = only(
            "org.rundelta.web..",
            IN_JAVA_BASE,
            "org.rundelta.web..",
            "org.rundelta.codec",
            "org.rundelta.codec.frame",
            "org.rundelta.abr..",
            "org.rundelta.player..",
            "org.teavm..");

    @ArchTest
    static final ArchRule compilingToJavaScriptIsForTheWeb = onlyIn("org.rundelta.web..", "org.teavm..");

    @ArchTest
    static final ArchRule ffmpegIsTheOnlyDoorToNativeCode = onlyIn("org.rundelta.ffmpeg..", "org.bytedeco..");

    @ArchTest
    static final ArchRule xmlIsForManifests =
            onlyIn("org.rundelta.dash..", "com.fasterxml.jackson.dataformat.xml..", "com.ctc.wstx..");

    @ArchTest
    static final ArchRule jsonIsForManifestsTracesSettingsAndReports = noClasses()
            .that(not(resideInAnyPackage("org.rundelta.dash..", "org.rundelta.simulate..", "org.rundelta.cli..")
                    .or(isSettingsFile())
                    .or(isSteeringsJson())
                    .or(isOrder())
                    .or(isSteeringManifest())))
            .should()
            .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.."));

    @ArchTest
    static final ArchRule yamlIsForSettings = noClasses()
            .that(not(isSettingsFile().or(isSteeringsJson())))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("com.fasterxml.jackson.dataformat.yaml..", "org.yaml..", "org.snakeyaml.."));

    @ArchTest
    static final ArchRule terminalsAndPlotsAreForTheCommandLine =
            onlyIn("org.rundelta.cli..", "picocli..", "me.tongfei..", "org.jline..", "org.knowm..");

    @ArchTest
    static final ArchRule nobodyCallsTheCommandLine = onlyIn("org.rundelta.cli..", "org.rundelta.cli..");

    @ArchTest
    static final ArchRule onlyTheCommandLineEndsTheProgram = noClasses()
            .that(not(resideInAPackage("org.rundelta.cli..")))
            .should()
            .callMethod(System.class, "exit", int.class);

    /** The codec's packages are one slice: its public types are the words that the inner ones speak. */
    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.rundelta.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesAreFlatAndNamedForTheirSubject = classes()
            .should()
            .resideInAnyPackage("org.rundelta.*", "org.rundelta.codec.*")
            .andShould()
            .resideOutsideOfPackages("..util..", "..common..", "..impl..", "..manager..");

    /** Classes in {@code from} depend on nothing but {@code alsoOn} and the packages {@code to}. */
    private static ArchRule only(String from, DescribedPredicate<JavaClass> alsoOn, String... to) {
        return classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat(alsoOn.or(resideInAnyPackage(to)))
                .allowEmptyShould(true);
    }

    /** Nobody outside the package {@code home} depends on classes in {@code packages}. */
    private static ArchRule onlyIn(String home, String... packages) {
        return noClasses().that(not(resideInAPackage(home))).should().dependOnClassesThat(resideInAnyPackage(packages));
    }

    private static DescribedPredicate<JavaClass> isSteeringManifest() {
        return describe("SteeringManifest", type -> type.getName().equals("org.rundelta.player.SteeringManifest"));
    }

    /** What the admin servers of edges are sent, at both ends. */
    private static DescribedPredicate<JavaClass> isOrder() {
        return describe(
                "orders to edges",
                type -> Set.of("org.rundelta.edge.AdminJson", "org.rundelta.fill.EdgeOrders")
                        .contains(type.getName()));
    }

    private static DescribedPredicate<JavaClass> isSteeringsJson() {
        return describe("steering.Json", type -> type.getName().equals("org.rundelta.steering.Json"));
    }

    private static DescribedPredicate<JavaClass> isSettingsFile() {
        return describe("SettingsFile", type -> type.getName().startsWith("org.rundelta.packager.SettingsFile"));
    }
}
