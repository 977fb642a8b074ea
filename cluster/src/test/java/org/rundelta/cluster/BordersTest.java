package org.rundelta.cluster;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders of this module, as docs/architecture.md has them; the others are held by the command line's tests. */
@AnalyzeClasses(packages = "org.rundelta", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {
    @ArchTest
    static final ArchRule sparkIsForTheCluster = noClasses()
            .that(not(resideInAPackage("org.rundelta.cluster..")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.spark..").or(resideInAPackage("scala..")));

    @ArchTest
    static final ArchRule theClusterCarriesOutJobs = classes()
            .that()
            .resideInAPackage("org.rundelta.cluster..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.rundelta.cluster..", "org.rundelta.packager..", "org.apache.spark..", "scala..", "java..");

    @ArchTest
    static final ArchRule nobodyNeedsTheCluster = noClasses()
            .that(not(resideInAPackage("org.rundelta.cluster..")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.rundelta.cluster.."));
}
